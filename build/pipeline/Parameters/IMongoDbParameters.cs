using TutorPipeline.Model.Values;

namespace TutorPipeline.Parameters;

/// <summary>MongoDB on DocumentDB.</summary>
public interface IMongoDbParameters : INukeBuild
{
    /// <summary>The engine's version.</summary>
    [Parameter("DocumentDB version (MongoDB's API)")]
    EngineVersion MongoDbEngineVersion => TryGetValue(() => MongoDbEngineVersion) ?? EngineVersion.Parse("5.0.0", null);

    /// <summary>The instances' class.</summary>
    [Parameter("DocumentDB class of each instance (db.t4g.medium: 2 vCPU, 4 GiB); scaled by hand")]
    RdsInstanceClass MongoDbInstanceClass => TryGetValue(() => MongoDbInstanceClass) ?? RdsInstanceClass.Parse("db.t4g.medium", null);

    /// <summary>The number of instances.</summary>
    [Parameter("Instances of the DocumentDB cluster, 1 to 16; two or more survive the loss of one")]
    int MongoDbClusterSize => TryGetValue<int?>(() => MongoDbClusterSize) ?? 1;

    /// <summary>The port.</summary>
    [Parameter("TCP port of DocumentDB, 1150 to 65535")]
    int MongoDbPort => TryGetValue<int?>(() => MongoDbPort) ?? 27017;

    /// <summary>The master user.</summary>
    [Parameter("Master user of DocumentDB: 1 to 16 letters and digits")]
    string MongoDbUsername => TryGetValue(() => MongoDbUsername) ?? "root";

    /// <summary>Snapshots.</summary>
    [Parameter("Days for which DocumentDB keeps its own daily snapshots, 1 to 35")]
    int MongoDbBackupRetentionDays => TryGetValue<int?>(() => MongoDbBackupRetentionDays) ?? 7;

    /// <summary>When snapshots are taken.</summary>
    [Parameter("Daily window of DocumentDB's own snapshots, in UTC")]
    DailyWindow MongoDbBackupWindow => TryGetValue(() => MongoDbBackupWindow) ?? DailyWindow.Parse("07:00-09:00", null);

    /// <summary>When the cluster is maintained.</summary>
    [Parameter("Weekly window of DocumentDB's maintenance, in UTC")]
    WeeklyWindow MongoDbMaintenanceWindow => TryGetValue(() => MongoDbMaintenanceWindow) ?? WeeklyWindow.Parse("sun:00:00-sun:03:00", null);

    /// <summary>Minor versions.</summary>
    [Parameter("Let DocumentDB install minor versions in the maintenance window")]
    bool MongoDbAutoMinorVersionUpgrade => TryGetValue<bool?>(() => MongoDbAutoMinorVersionUpgrade) ?? true;

    /// <summary>Deletion protection.</summary>
    [Parameter("Refuse to delete the DocumentDB cluster")]
    bool MongoDbDeletionProtection => TryGetValue<bool?>(() => MongoDbDeletionProtection) ?? true;
}
