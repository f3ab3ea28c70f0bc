using TutorPipeline.Model.Values;

namespace TutorPipeline.Model.Environment;

/// <summary>What MySQL and MongoDB have in common.</summary>
/// <param name="Port">The TCP port.</param>
/// <param name="Username">The master user.</param>
/// <param name="BackupRetentionDays">How many days AWS keeps its own snapshots; 1 to 35.</param>
/// <param name="BackupWindow">When AWS takes them, in UTC.</param>
/// <param name="MaintenanceWindow">When AWS maintains the server, in UTC.</param>
/// <param name="DeletionProtection">Whether AWS refuses to delete the server.</param>
/// <param name="AutoMinorVersionUpgrade">Whether AWS installs minor versions in the maintenance window.</param>
public sealed record DatabaseCare(
    int Port,
    string Username,
    int BackupRetentionDays,
    DailyWindow BackupWindow,
    WeeklyWindow MaintenanceWindow,
    bool DeletionProtection,
    bool AutoMinorVersionUpgrade);

/// <summary>MySQL on RDS.</summary>
/// <param name="EngineVersion">The engine's version; the parameter group's family follows from its first two numbers.</param>
/// <param name="InstanceClass">The server's class.</param>
/// <param name="AllocatedStorage">The disk in GiB, gp3, at least 20.</param>
/// <param name="MaximumStorage">Up to where AWS may grow the disk, in GiB; 0 for never.</param>
/// <param name="MultiZone">Whether a standby runs in a second zone.</param>
/// <param name="PerformanceInsights">Whether Performance Insights is on.</param>
/// <param name="IamAuthentication">Whether IAM principals may log in with tokens.</param>
/// <param name="SkipFinalSnapshot">Whether the server is deleted without a last snapshot.</param>
/// <param name="Care">What it has in common with MongoDB.</param>
public sealed record MySqlChoices(
    EngineVersion EngineVersion,
    RdsInstanceClass InstanceClass,
    int AllocatedStorage,
    int MaximumStorage,
    bool MultiZone,
    bool PerformanceInsights,
    bool IamAuthentication,
    bool SkipFinalSnapshot,
    DatabaseCare Care)
{
    /// <summary>The parameter group's family, such as <c>mysql8.4</c>.</summary>
    public string Family => $"mysql{EngineVersion.MajorMinor}";
}

/// <summary>MongoDB on DocumentDB.</summary>
/// <param name="EngineVersion">The engine's version.</param>
/// <param name="InstanceClass">The class of each instance.</param>
/// <param name="ClusterSize">How many instances there are; 1 to 16.</param>
/// <param name="Care">What it has in common with MySQL.</param>
public sealed record MongoDbChoices(EngineVersion EngineVersion, RdsInstanceClass InstanceClass, int ClusterSize, DatabaseCare Care)
{
    /// <summary>The parameter group's family, such as <c>docdb5.0</c>.</summary>
    public string Family => $"docdb{EngineVersion.MajorMinor}";
}

/// <summary>Redis on ElastiCache.</summary>
/// <param name="EngineVersion">The engine's version; the parameter group's family follows from its first number.</param>
/// <param name="NodeType">The type of each node.</param>
/// <param name="Nodes">How many nodes there are; 1 to 6, more than one for failover.</param>
/// <param name="Port">The TCP port.</param>
public sealed record RedisChoices(EngineVersion EngineVersion, CacheNodeType NodeType, int Nodes, int Port)
{
    /// <summary>The parameter group's family, such as <c>redis7</c>; that of every Redis 6 is called <c>redis6.x</c>.</summary>
    public string Family => EngineVersion.Major == "6" ? "redis6.x" : $"redis{EngineVersion.Major}";
}

/// <summary>The backups.</summary>
/// <param name="Schedule">When the CronJob runs, in UTC.</param>
/// <param name="MaximumAge">How old the newest verified backup may be.</param>
/// <param name="KeptDaily">How many daily backups are kept.</param>
/// <param name="KeptMonthly">How many monthly backups are kept.</param>
/// <param name="ObjectLock">Whether the bucket refuses deletion before its time; can be chosen only when the bucket is made.</param>
public sealed record BackupChoices(CronExpression Schedule, TimeSpan MaximumAge, int KeptDaily, int KeptMonthly, bool ObjectLock);
