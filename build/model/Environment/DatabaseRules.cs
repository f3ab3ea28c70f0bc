namespace TutorPipeline.Model.Environment;

/// <summary>The ranges that RDS, DocumentDB and ElastiCache allow, and what backups need.</summary>
internal static class DatabaseRules
{
    /// <summary>Checks them.</summary>
    public static void Check(PlatformEnvironment environment, FaultList faults)
    {
        CheckMySql(environment.MySql, faults);
        CheckMongoDb(environment.MongoDb, faults);
        CheckRedis(environment.Redis, faults);
        faults.Range("BackupKeptDaily", environment.Backup.KeptDaily, 1, 3650, "backups");
        faults.Range("BackupKeptMonthly", environment.Backup.KeptMonthly, 0, 1200, "backups");
        faults.Unless(
            environment.Backup.MaximumAge >= TimeSpan.FromHours(1),
            "BackupMaxAge", $"'{environment.Backup.MaximumAge}' is not allowed; give a time longer than the schedule's, such as 26h.");
    }

    private static void CheckMySql(MySqlChoices mySql, FaultList faults)
    {
        faults.Unless(
            mySql.EngineVersion.MajorMinor is "8.4" or "8.0",
            "MySqlEngineVersion", $"'{mySql.EngineVersion}' is not a MySQL that Open edX runs on; give 8.4, or 8.0 while you move to it.");

        // gp3 on RDS for MySQL: https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/CHAP_Storage.html.
        faults.Range("MySqlAllocatedStorage", mySql.AllocatedStorage, 20, 65536, "GiB");
        faults.Unless(
            mySql.MaximumStorage == 0 || mySql.MaximumStorage >= mySql.AllocatedStorage * 1.1,
            "MySqlMaximumStorage",
            $"'{mySql.MaximumStorage}' is too little; RDS wants at least a tenth more than MySqlAllocatedStorage "
            + $"({mySql.AllocatedStorage} GiB), or 0 for no growth.");
        CheckCare("MySql", mySql.Care, faults);
    }

    private static void CheckMongoDb(MongoDbChoices mongoDb, FaultList faults)
    {
        faults.Unless(
            mongoDb.EngineVersion.Text is "5.0.0" or "4.0.0" or "8.0.0",
            "MongoDbEngineVersion", $"'{mongoDb.EngineVersion}' is not a version of DocumentDB; give 5.0.0, 8.0.0 or 4.0.0.");

        var size = mongoDb.InstanceClass.Text[(mongoDb.InstanceClass.Text.LastIndexOf('.') + 1)..];
        faults.Unless(
            size is not ("nano" or "micro" or "small"),
            "MongoDbInstanceClass", $"'{mongoDb.InstanceClass}' is smaller than what DocumentDB offers; give db.t4g.medium or more.");
        faults.Range("MongoDbClusterSize", mongoDb.ClusterSize, 1, 16, "instances");
        CheckCare("MongoDb", mongoDb.Care, faults);
    }

    private static void CheckRedis(RedisChoices redis, FaultList faults)
    {
        faults.Unless(
            redis.EngineVersion.Major is "6" or "7",
            "RedisEngineVersion", $"'{redis.EngineVersion}' is not a Redis that ElastiCache has; give one such as 7.1.");
        faults.Range("RedisNodes", redis.Nodes, 1, 6, "nodes");
        faults.Range("RedisPort", redis.Port, 1024, 65535, "as port");
    }

    private static void CheckCare(string prefix, DatabaseCare care, FaultList faults)
    {
        // RDS: "Value must be 1150-65535", leaving out what the service itself uses.
        faults.Range($"{prefix}Port", care.Port, 1150, 65535, "as port");
        faults.Range($"{prefix}BackupRetentionDays", care.BackupRetentionDays, 1, 35, "days");
        faults.Unless(
            care.Username.Length is > 0 and <= 16 && char.IsAsciiLetter(care.Username[0]) && care.Username.All(char.IsAsciiLetterOrDigit),
            $"{prefix}Username", $"'{care.Username}' is not allowed; give 1 to 16 letters and digits, a letter first.");
        faults.Unless(
            !care.MaintenanceWindow.Overlaps(care.BackupWindow),
            $"{prefix}BackupWindow",
            $"'{care.BackupWindow}' overlaps {prefix}MaintenanceWindow ({care.MaintenanceWindow}); AWS wants them apart.");
    }
}
