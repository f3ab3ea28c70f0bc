using TutorPipeline.Infra.Aws;
using TutorPipeline.Infra.Model;
using TutorPipeline.Model;

namespace TutorPipeline.Infra.Stacks;

/// <summary>
/// A MongoDB-compatible cluster on DocumentDB for courses: encrypted on disk and on the wire, reached from inside the VPC only, and not
/// deleted
/// by mistake. Its password is handed over once and stays in no state and no plan.
/// </summary>
public static class MongoDb
{
    /// <summary>The stack's name.</summary>
    public const string Stack = "mongodb";

    /// <summary>Describes the stack.</summary>
    /// <param name="settings">What the cluster looks like.</param>
    /// <param name="network">The network it lives in.</param>
    /// <param name="dns">The zone with its names for people.</param>
    /// <returns>The stack.</returns>
    public static StackDefinition<MongoDbOutputs> Define(
        MongoDbSettings settings, Upstream<NetworkOutputs> network, Upstream<DnsOutputs> dns)
    {
        var stack = new StackBuilder(Stack, settings.Scope);
        var subnetIds = stack.TakeList("database_subnet_ids", "Where the cluster lives.", network, outputs => outputs.DatabaseSubnetIds);
        var zone = FriendlyName.Zone(stack, dns);
        var password = stack.TakeSecret("password", "The master user's password.");
        var group = DataAccess.FromVpc(stack, network, settings.Cluster, "MongoDB", settings.Choices.Care.Port);
        var subnets = stack.Add(new AwsDocdbSubnetGroup("main") { Name = settings.Cluster, SubnetIds = subnetIds });
        var parameters = stack.Add(Parameters(settings));
        var cluster = stack.Add(Cluster(settings, subnets, parameters, group, password));
        stack.AddEach(Enumerable.Range(1, settings.Choices.ClusterSize), number => new AwsDocdbClusterInstance($"instance_{number}")
        {
            Identifier = $"{settings.Cluster}-{number}",
            ClusterIdentifier = cluster.Id,
            InstanceClass = settings.Choices.InstanceClass.Text,
            AutoMinorVersionUpgrade = settings.Choices.Care.AutoMinorVersionUpgrade,
            CopyTagsToSnapshot = true,
        });
        FriendlyName.Add(stack, "master", zone, settings.MasterHost, cluster.Endpoint);
        FriendlyName.Add(stack, "reader", zone, settings.ReaderHost, cluster.ReaderEndpoint);

        var endpoint = stack.Give("endpoint", cluster.Endpoint);
        var reader = stack.Give("reader_endpoint", cluster.ReaderEndpoint);
        return stack.Build(read => new MongoDbOutputs(read.Read(endpoint), read.Read(reader), settings.Choices.Care.Port));
    }

    /// <summary>What other stacks are shown while the cluster does not exist.</summary>
    /// <param name="settings">What the cluster will look like.</param>
    /// <returns>Values of the right shape that name nothing.</returns>
    public static Upstream<MongoDbOutputs> Placeholders(MongoDbSettings settings) =>
        new(new("mongodb.invalid", "mongodb-reader.invalid", settings.Choices.Care.Port), "ProvisionMongoDb");

    private static AwsDocdbClusterParameterGroup Parameters(MongoDbSettings settings) => new("main")
    {
        Name = $"{settings.Scope.Namespace}-{settings.Choices.Family.Replace('.', '-')}",
        Description = $"TLS for {settings.Cluster}",
        Family = settings.Choices.Family,

        // Read only when an instance starts.
        Parameter = [new() { Name = "tls", Value = "enabled", ApplyMethod = "pending-reboot" }],
        Lifecycle = new() { CreateBeforeDestroy = true },
    };

    private static AwsDocdbCluster Cluster(
        MongoDbSettings settings,
        AwsDocdbSubnetGroup subnets,
        AwsDocdbClusterParameterGroup parameters,
        AwsSecurityGroup group,
        SecretInput password) => new("main")
    {
        ClusterIdentifier = settings.Cluster,
        Engine = "docdb",
        EngineVersion = settings.Choices.EngineVersion.Text,
        StorageEncrypted = true,
        Port = settings.Choices.Care.Port,
        MasterUsername = settings.Choices.Care.Username,
        MasterPasswordWo = password,
        MasterPasswordWoVersion = settings.PasswordVersion,
        DbSubnetGroupName = subnets.Name,
        DbClusterParameterGroupName = parameters.Name,
        VpcSecurityGroupIds = [group.Id],
        BackupRetentionPeriod = settings.Choices.Care.BackupRetentionDays,
        PreferredBackupWindow = settings.Choices.Care.BackupWindow.Text,
        PreferredMaintenanceWindow = settings.Choices.Care.MaintenanceWindow.Text.ToLowerInvariant(),
        DeletionProtection = settings.Choices.Care.DeletionProtection,
        SkipFinalSnapshot = false,
        FinalSnapshotIdentifier = settings.FinalSnapshot,
    };
}
