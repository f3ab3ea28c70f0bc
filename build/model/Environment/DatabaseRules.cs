namespace TutorPipeline.Model.Environment;

/// <summary>The ranges that RDS, DocumentDB and ElastiCache allow, and what backups need.</summary>
internal static class DatabaseRules
{
    public static IEnumerable<SettingFault> Check(PlatformEnvironment environment) =>
    [
        .. CheckStorage(environment.MySql),
        .. CheckCare("MySql", environment.MySql.Care),
        .. CheckCare("MongoDb", environment.MongoDb.Care),
        .. Range("MongoDbClusterSize", environment.MongoDb.ClusterSize, 1, 16, "instances"),
        .. Range("RedisNodes", environment.Redis.Nodes, 1, 6, "nodes"),
        .. Range("RedisPort", environment.Redis.Port, 1024, 65535, "as port"),
        .. Range("SmtpPort", environment.Mail.SmtpPort, 1, 65535, "as port"),
        .. Range("KeptImages", environment.Registry.KeptImages, 1, 1000, "images"),
        .. Range("BackupKeptDaily", environment.Backup.KeptDaily, 1, 3650, "backups"),
        .. Range("BackupKeptMonthly", environment.Backup.KeptMonthly, 0, 1200, "backups"),
        .. CheckAge(environment.Backup),
    ];

    // gp3 on RDS for MySQL: 20 to 65,536 GiB (https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/CHAP_Storage.html).
    private static IEnumerable<SettingFault> CheckStorage(MySqlChoices mySql)
    {
        foreach (var fault in Range("MySqlAllocatedStorage", mySql.AllocatedStorage, 20, 65536, "GiB"))
        {
            yield return fault;
        }

        if (mySql.MaximumStorage != 0 && mySql.MaximumStorage < mySql.AllocatedStorage * 1.1)
        {
            yield return new SettingFault(
                "MySqlMaximumStorage",
                $"'{mySql.MaximumStorage}' is too little; RDS wants at least a tenth more than MySqlAllocatedStorage ({mySql.AllocatedStorage} GiB), or 0 for no growth.");
        }
    }

    private static IEnumerable<SettingFault> CheckCare(string prefix, DatabaseCare care)
    {
        // RDS: "Value must be 1150-65535", leaving out what the service itself uses.
        foreach (var fault in Range($"{prefix}Port", care.Port, 1150, 65535, "as port").Concat(Range($"{prefix}BackupRetentionDays", care.BackupRetentionDays, 1, 35, "days")))
        {
            yield return fault;
        }

        if (care.Username.Length is 0 or > 16 || !char.IsAsciiLetter(care.Username[0]) || !care.Username.All(char.IsAsciiLetterOrDigit))
        {
            yield return new SettingFault($"{prefix}Username", $"'{care.Username}' is not allowed; give 1 to 16 letters and digits, a letter first.");
        }
    }

    private static IEnumerable<SettingFault> CheckAge(BackupChoices backup)
    {
        if (backup.MaximumAge <= TimeSpan.Zero)
        {
            yield return new SettingFault("BackupMaxAge", $"'{backup.MaximumAge}' is not allowed; give a time longer than the schedule's, such as 26h.");
        }
    }

    private static IEnumerable<SettingFault> Range(string parameter, int value, int least, int most, string unit)
    {
        if (value < least || value > most)
        {
            yield return new SettingFault(parameter, $"'{value}' is not allowed; give {least} to {most} {unit}.");
        }
    }
}
