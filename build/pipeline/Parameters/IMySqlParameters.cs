using TutorPipeline.Model.Values;

namespace TutorPipeline.Parameters;

/// <summary>MySQL on RDS.</summary>
public interface IMySqlParameters : INukeBuild
{
    /// <summary>The engine's version.</summary>
    [Parameter("MySQL version; two numbers let RDS choose the newest patch")]
    EngineVersion MySqlEngineVersion => TryGetValue(() => MySqlEngineVersion) ?? EngineVersion.Parse("8.4", null);

    /// <summary>The server's class.</summary>
    [Parameter("RDS class of the server (db.t4g.small: 2 vCPU, 2 GiB); scaled by hand")]
    RdsInstanceClass MySqlInstanceClass => TryGetValue(() => MySqlInstanceClass) ?? RdsInstanceClass.Parse("db.t4g.small", null);

    /// <summary>The disk.</summary>
    [Parameter("Disk in GiB, gp3, 20 to 65536")]
    int MySqlAllocatedStorage => TryGetValue<int?>(() => MySqlAllocatedStorage) ?? 20;

    /// <summary>The disk's growth.</summary>
    [Parameter("Up to how many GiB RDS may grow the disk by itself; 0: not at all")]
    int MySqlMaximumStorage => TryGetValue<int?>(() => MySqlMaximumStorage) ?? 200;

    /// <summary>The port.</summary>
    [Parameter("TCP port of MySQL, 1150 to 65535")]
    int MySqlPort => TryGetValue<int?>(() => MySqlPort) ?? 3306;

    /// <summary>The master user.</summary>
    [Parameter("Master user of MySQL: 1 to 16 letters and digits")]
    string MySqlUsername => TryGetValue(() => MySqlUsername) ?? "root";

    /// <summary>A standby.</summary>
    [Parameter("Run a standby in a second zone; doubles the server's cost")]
    bool MySqlMultiZone => TryGetValue<bool?>(() => MySqlMultiZone) ?? false;

    /// <summary>Performance Insights.</summary>
    [Parameter("Turn on Performance Insights; not every class has it")]
    bool MySqlPerformanceInsights => TryGetValue<bool?>(() => MySqlPerformanceInsights) ?? false;

    /// <summary>IAM login.</summary>
    [Parameter("Let IAM principals log in to MySQL with tokens")]
    bool MySqlIamAuthentication => TryGetValue<bool?>(() => MySqlIamAuthentication) ?? false;

    /// <summary>Snapshots.</summary>
    [Parameter("Days for which RDS keeps its own daily snapshots, 1 to 35")]
    int MySqlBackupRetentionDays => TryGetValue<int?>(() => MySqlBackupRetentionDays) ?? 7;

    /// <summary>When snapshots are taken.</summary>
    [Parameter("Daily window of RDS' own snapshots, in UTC")]
    DailyWindow MySqlBackupWindow => TryGetValue(() => MySqlBackupWindow) ?? DailyWindow.Parse("03:00-06:00", null);

    /// <summary>When the server is maintained.</summary>
    [Parameter("Weekly window of RDS' maintenance, in UTC")]
    WeeklyWindow MySqlMaintenanceWindow => TryGetValue(() => MySqlMaintenanceWindow) ?? WeeklyWindow.Parse("sun:00:00-sun:03:00", null);

    /// <summary>Minor versions.</summary>
    [Parameter("Let RDS install minor versions of MySQL in the maintenance window")]
    bool MySqlAutoMinorVersionUpgrade => TryGetValue<bool?>(() => MySqlAutoMinorVersionUpgrade) ?? true;

    /// <summary>Deletion protection.</summary>
    [Parameter("Refuse to delete the MySQL server")]
    bool MySqlDeletionProtection => TryGetValue<bool?>(() => MySqlDeletionProtection) ?? true;

    /// <summary>The last snapshot.</summary>
    [Parameter("Delete the MySQL server without a last snapshot")]
    bool MySqlSkipFinalSnapshot => TryGetValue<bool?>(() => MySqlSkipFinalSnapshot) ?? false;
}
