using TutorPipeline.Model.Environment;
using TutorPipeline.Model.Values;

namespace TutorPipeline.Model.Tests.Environment;

/// <summary>The reference platform: <c>yourschool</c> in <c>virginia</c>.</summary>
internal static class Reference
{
    private static readonly DatabaseCare MySqlCare = new(
        3306, "root", 7, DailyWindow.Parse("03:00-06:00", null), WeeklyWindow.Parse("sun:00:00-sun:03:00", null), true, true);

    private static readonly DatabaseCare MongoDbCare = new(
        27017, "root", 7, DailyWindow.Parse("07:00-09:00", null), WeeklyWindow.Parse("sun:00:00-sun:03:00", null), true, true);

    /// <summary>Its main environment.</summary>
    public static readonly PlatformEnvironment Prod = new(
        new PlatformIdentity(
            Label("prod"), null, Label("yourschool"), "Your School", Label("virginia"), DomainName.Parse("yourschool.edu", null),
            Label("courses"), [], AwsRegion.Parse("us-east-1", null), AwsAccountId.Parse("123456789012", null)),
        new NetworkChoices(Cidr("192.168.0.0/20"), ["a", "b", "c"], NatGatewayMode.One, false, false),
        new ClusterChoices(
            KubernetesVersion.Parse("1.35", null), [], [], ClusterComputeMode.Auto, Ec2InstanceType.Parse("t3.large", null), 1, 5),
        new RegistryChoices(string.Empty, 50),
        new MySqlChoices(
            EngineVersion.Parse("8.4", null), RdsInstanceClass.Parse("db.t4g.small", null), 20, 200, false, false, false, false, MySqlCare),
        new MongoDbChoices(EngineVersion.Parse("5.0.0", null), RdsInstanceClass.Parse("db.t4g.medium", null), 1, MongoDbCare),
        new RedisChoices(EngineVersion.Parse("7.1", null), CacheNodeType.Parse("cache.t4g.small", null), 1, 6379),
        new BackupChoices(CronExpression.Parse("0 8 * * *", null), TimeSpan.FromHours(26), 30, 12, false),
        new BastionChoices(Ec2InstanceType.Parse("t4g.micro", null), [], null),
        new MailChoices(MailMode.Ses, null, 587, true, null),
        new ImageChoices(
            "21.0.8", "https://github.com/openedx/edx-platform", "release/ulmo.3", ["mfe", "indigo"], [], [], [], []),
        new GitHubChoices("yourschool", "openedx_devops"));

    /// <summary>Its additional environment, which shares what the main one has.</summary>
    public static PlatformEnvironment Dev =>
        Prod with { Identity = Prod.Identity with { Name = Label("dev"), ParentEnvironment = Label("prod") } };

    public static Label Label(string text) => Model.Values.Label.Parse(text, null);

    public static CidrBlock Cidr(string text) => CidrBlock.Parse(text, null);
}
