using System.Net;
using System.Text.Json.Nodes;
using TutorPipeline.Infra.Engines.Terraform;
using TutorPipeline.Infra.Model;
using TutorPipeline.Infra.Stacks;
using TutorPipeline.Model;
using TutorPipeline.Model.Environment;
using TutorPipeline.Model.Values;

namespace TutorPipeline.Infra.Tests.Stacks;

/// <summary>The reference platform, with default settings and with every option on.</summary>
internal static class Reference
{
    public static readonly StackScope Scope =
        new("courses-yourschool-virginia", "us-east-1", "123456789012", StackTags.For("yourschool", "virginia", "courses"));

    public static readonly NetworkSettings Network = new(Scope);

    public static readonly NetworkSettings FullNetwork = Network with
    {
        NatGateways = NatGateways.OnePerZone,
        FlowLogs = true,
        PrivateEndpoints = true,
        Cidr = IPNetwork.Parse("10.20.0.0/16"),
    };

    public static readonly ClusterSettings Cluster = new(Scope);

    public static readonly ClusterSettings FullCluster = Cluster with
    {
        PublicAccessCidrs = ["203.0.113.7/32", "198.51.100.0/24"],
        AdminPrincipalArns = ["arn:aws:iam::123456789012:user/ci", "arn:aws:iam::123456789012:role/ops/Admin-Role"],
    };

    public static readonly ClusterSettings ManagedCluster =
        FullCluster with { Compute = ComputeMode.ManagedNodes, InstanceType = "t4g.large" };

    public static readonly RegistrySettings Registry = new(Scope);

    public static readonly RegistrySettings FullRegistry = Registry with { OwnKey = true, ForceDelete = true, RepositoryPrefix = "dev/" };

    public static readonly DnsSettings Dns = new(Scope, "courses.yourschool.edu", "yourschool.edu");

    public static readonly DnsSettings FullDns = Dns with
    {
        Scope = Scope with { Region = "eu-central-1" },
        Subdomains = ["dev", "test-2"],
    };

    public static readonly MySqlSettings MySql = new(
        Scope,
        new(
            EngineVersion.Parse("8.4.7", null), RdsInstanceClass.Parse("db.t4g.small", null), 20, 100, false, false, false, false,
            Care(3306, "03:00-06:00")),
        "mysql.courses.yourschool.edu");

    public static readonly MySqlSettings FullMySql = MySql with
    {
        Choices = MySql.Choices with { PerformanceInsights = true, MultiZone = true, IamAuthentication = true, SkipFinalSnapshot = true },
        PasswordVersion = 2,
    };

    public static readonly MongoDbSettings MongoDb = new(
        Scope,
        new(
            EngineVersion.Parse("5.0.0", null), RdsInstanceClass.Parse("db.t4g.medium", null), 2, Care(27017, "07:00-09:00")),
        "mongodb.master.courses.yourschool.edu",
        "mongodb.reader.courses.yourschool.edu");

    public static readonly RedisSettings Redis = new(
        Scope,
        new(EngineVersion.Parse("7.1", null), CacheNodeType.Parse("cache.t4g.small", null), 1, 6379),
        "redis.primary.courses.yourschool.edu",
        "cache.courses.yourschool.edu");

    public static readonly RedisSettings FullRedis = Redis with { Choices = Redis.Choices with { Nodes = 2 } };

    public static readonly StorageSettings Storage = new(
        Scope,
        "courses-yourschool-virginia-storage",
        "courses-yourschool-virginia-private",
        "courses-yourschool-virginia-backup",
        ["courses.yourschool.edu", "studio.courses.yourschool.edu"]);

    public static readonly StorageSettings FullStorage =
        Storage with { KeptDaily = 10, KeptMonthly = 6, ObjectLock = true, ForceDestroy = true };

    public static readonly IdentitySettings Identity = new(
        Scope, "prod", new("yourschool", "openedx_devops"), ["openedx", "openedx-mfe", "backup", "openedx-cache"],
        "123456789012-terraform-tfstate");

    public static readonly IdentitySettings FullIdentity = Identity with { MailDomain = "courses.yourschool.edu" };

    public static readonly CdnSettings Cdn = new(Scope, "cdn.courses.yourschool.edu", Storage.Hosts);

    public static readonly MailSettings Mail = new(Scope, "courses.yourschool.edu");

    public static readonly BastionSettings Bastion = new(
        Scope, new(Ec2InstanceType.Parse("t3.micro", null), [], null), "bastion.courses.yourschool.edu");

    public static readonly BastionSettings FullBastion = Bastion with
    {
        Choices = new(
            Ec2InstanceType.Parse("t4g.small", null),
            [CidrBlock.Parse("203.0.113.7/32", null), CidrBlock.Parse("198.51.100.0/24", null)],
            "ops"),
    };

    /// <summary>Every stack in every shape that matters, by the name of its golden file.</summary>
    public static IReadOnlyDictionary<string, StackDefinition> Shapes { get; } = new Dictionary<string, StackDefinition>
    {
        ["network"] = Infra.Stacks.Network.Define(Network),
        ["network-full"] = Infra.Stacks.Network.Define(FullNetwork),
        ["cluster"] = Infra.Stacks.Cluster.Define(Cluster, Infra.Stacks.Network.Placeholders(Network)),
        ["cluster-full"] = Infra.Stacks.Cluster.Define(FullCluster, Infra.Stacks.Network.Placeholders(FullNetwork)),
        ["cluster-managed"] = Infra.Stacks.Cluster.Define(ManagedCluster, Infra.Stacks.Network.Placeholders(Network)),
        ["registry"] = Infra.Stacks.Registry.Define(Registry),
        ["registry-full"] = Infra.Stacks.Registry.Define(FullRegistry),
        ["dns"] = Infra.Stacks.Dns.Define(Dns, Infra.Stacks.Dns.UnknownParent),
        ["dns-full"] = Infra.Stacks.Dns.Define(FullDns, Infra.Stacks.Dns.UnknownParent),
        ["mysql"] = Infra.Stacks.MySql.Define(MySql, NetworkPlaceholders, DnsPlaceholders),
        ["mysql-full"] = Infra.Stacks.MySql.Define(FullMySql, NetworkPlaceholders, DnsPlaceholders),
        ["mongodb"] = Infra.Stacks.MongoDb.Define(MongoDb, NetworkPlaceholders, DnsPlaceholders),
        ["redis"] = Infra.Stacks.Redis.Define(Redis, NetworkPlaceholders, DnsPlaceholders),
        ["redis-full"] = Infra.Stacks.Redis.Define(FullRedis, NetworkPlaceholders, DnsPlaceholders),
        ["storage"] = Infra.Stacks.Storage.Define(Storage),
        ["storage-full"] = Infra.Stacks.Storage.Define(FullStorage),
        ["storage-backups"] = Infra.Stacks.Storage.Define(Storage with { OnlyBackups = true }),
        ["identity"] = Infra.Stacks.Identity.Define(Identity, ClusterPlaceholders, StoragePlaceholders),
        ["identity-full"] = Infra.Stacks.Identity.Define(FullIdentity, ClusterPlaceholders, StoragePlaceholders),
        ["cdn"] = Infra.Stacks.Cdn.Define(Cdn, StoragePlaceholders, DnsPlaceholders),
        ["mail"] = Infra.Stacks.Mail.Define(Mail, DnsPlaceholders),
        ["mail-smtp"] = Infra.Stacks.Mail.Define(Mail with { Domain = null }, DnsPlaceholders),
        ["bastion"] = Infra.Stacks.Bastion.Define(Bastion, NetworkPlaceholders, DnsPlaceholders),
        ["bastion-full"] = Infra.Stacks.Bastion.Define(FullBastion, NetworkPlaceholders, DnsPlaceholders),
    };

    /// <summary>A value for every input of a stack, for its secrets one that is none.</summary>
    public static JsonObject Inputs(StackDefinition stack)
    {
        var values = JsonNode.Parse(TerraformJson.Emit(stack).InputsJson)!.AsObject();
        foreach (var input in stack.Inputs.Where(input => input.IsSecret))
        {
            values[input.Name] = "not-a-password";
        }

        return values;
    }

    private static Upstream<NetworkOutputs> NetworkPlaceholders => Infra.Stacks.Network.Placeholders(Network);

    private static Upstream<DnsOutputs> DnsPlaceholders => Infra.Stacks.Dns.Placeholders(Dns);

    private static Upstream<ClusterOutputs> ClusterPlaceholders => Infra.Stacks.Cluster.Placeholders(Cluster);

    private static Upstream<StorageOutputs> StoragePlaceholders => Infra.Stacks.Storage.Placeholders(Storage);

    private static DatabaseCare Care(int port, string window) =>
        new(port, "root", 7, DailyWindow.Parse(window, null), WeeklyWindow.Parse("Sun:00:00-Sun:03:00", null), true, true);
}
