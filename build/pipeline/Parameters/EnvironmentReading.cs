using TutorPipeline.Model.Environment;
using TutorPipeline.Model.Values;

namespace TutorPipeline.Parameters;

/// <summary>Puts the flat parameters together to the environment that stages plan from.</summary>
public static class EnvironmentReading
{
    /// <summary>Reads every parameter once.</summary>
    /// <param name="p">The parameters.</param>
    /// <param name="environmentName">The environment's name.</param>
    /// <returns>The environment; the rules between its values are not checked yet.</returns>
    public static PlatformEnvironment Read(IEnvironmentParameters p, Label environmentName) => new(
        new PlatformIdentity(
            environmentName, p.ParentEnvironment, p.PlatformName, p.PlatformDescription, p.PlatformRegion, p.RootDomain, p.EnvironmentSubdomain,
            p.Subdomains, p.AwsRegion, p.AwsAccountId),
        new NetworkChoices(p.VpcCidr, p.AvailabilityZones, p.NatGateways, p.FlowLogs, p.PrivateEndpoints),
        new ClusterChoices(
            p.ClusterVersion, p.ClusterPublicAccessCidrs, p.ClusterAdmins, p.ClusterCompute, p.NodeInstanceType, p.MinimumNodes, p.MaximumNodes),
        new RegistryChoices(p.RepositoryPrefix, p.KeptImages, p.Registry),
        ReadMySql(p),
        ReadMongoDb(p),
        new RedisChoices(p.RedisEngineVersion, p.RedisNodeType, p.RedisNodes, p.RedisPort),
        new BackupChoices(p.BackupSchedule, p.BackupMaxAge, p.BackupKeptDaily, p.BackupKeptMonthly, p.BackupObjectLock),
        new BastionChoices(p.BastionInstanceType, p.BastionAllowedCidrs, p.BastionKeyName),
        new MailChoices(p.MailMode, p.SmtpHost, p.SmtpPort, p.SmtpUseTls, p.ContactEmail),
        new ImageChoices(
            p.TutorVersion.Text, p.OpenEdxRepository, p.OpenEdxRelease, p.TutorPlugins, p.ThemeRepositories, p.PluginRepositories,
            p.XBlockRepositories, p.Requirements),
        new GitHubChoices(p.GitHubOwner, p.GitHubRepository))
    {
        Deploy = new DeployChoices(p.Ingress, p.Autoscaling, p.Resources, p.NetworkPolicies, p.NodePoolCpus) { Theme = p.Theme },
    };

    private static MySqlChoices ReadMySql(IMySqlParameters p) => new(
        p.MySqlEngineVersion, p.MySqlInstanceClass, p.MySqlAllocatedStorage, p.MySqlMaximumStorage, p.MySqlMultiZone, p.MySqlPerformanceInsights,
        p.MySqlIamAuthentication, p.MySqlSkipFinalSnapshot,
        new DatabaseCare(
            p.MySqlPort, p.MySqlUsername, p.MySqlBackupRetentionDays, p.MySqlBackupWindow, p.MySqlMaintenanceWindow, p.MySqlDeletionProtection,
            p.MySqlAutoMinorVersionUpgrade));

    private static MongoDbChoices ReadMongoDb(IMongoDbParameters p) => new(
        p.MongoDbEngineVersion, p.MongoDbInstanceClass, p.MongoDbClusterSize,
        new DatabaseCare(
            p.MongoDbPort, p.MongoDbUsername, p.MongoDbBackupRetentionDays, p.MongoDbBackupWindow, p.MongoDbMaintenanceWindow,
            p.MongoDbDeletionProtection, p.MongoDbAutoMinorVersionUpgrade));
}
