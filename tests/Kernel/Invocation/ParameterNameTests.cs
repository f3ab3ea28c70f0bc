using CsCheck;
using TutorPipeline.Kernel.Invocation;
using Xunit;

namespace TutorPipeline.Kernel.Tests.Invocation;

public sealed class ParameterNameTests
{
    [Theory]
    [InlineData("MySqlPort", "--mysql-port", "NUKE_MYSQL_PORT")]
    [InlineData("MongoDbClusterSize", "--mongodb-cluster-size", "NUKE_MONGODB_CLUSTER_SIZE")]
    [InlineData("GitHubOwner", "--github-owner", "NUKE_GITHUB_OWNER")]
    [InlineData("NatGateways", "--nat-gateways", "NUKE_NAT_GATEWAYS")]
    [InlineData("EKSAutoMode", "--eks-auto-mode", "NUKE_EKS_AUTO_MODE")]
    [InlineData("OpenEdxVersion", "--openedx-version", "NUKE_OPENEDX_VERSION")]
    [InlineData("DocumentDbEngine", "--documentdb-engine", "NUKE_DOCUMENTDB_ENGINE")]
    [InlineData("Route53ZoneId", "--route53-zone-id", "NUKE_ROUTE53_ZONE_ID")]
    [InlineData("S3Bucket", "--s3-bucket", "NUKE_S3_BUCKET")]
    [InlineData("MfeImage", "--mfe-image", "NUKE_MFE_IMAGE")]
    [InlineData("EnableIPv6", "--enable-ipv6", "NUKE_ENABLE_IPV6")]
    [InlineData("GitHubbing", "--git-hubbing", "NUKE_GIT_HUBBING")]
    [InlineData("numberOfThings", "--number-of-things", "NUKE_NUMBER_OF_THINGS")]
    [InlineData("XBlockRepositories", "--xblock-repositories", "NUKE_XBLOCK_REPOSITORIES")]
    [InlineData("To", "--to", "NUKE_TO")]
    public void A_name_has_one_spelling_for_each_place(string name, string option, string variable)
    {
        Assert.Equal(option, ParameterName.ToOption(name));
        Assert.Equal(variable, ParameterName.ToVariable(name));
    }

    private static readonly Gen<string> Names = Gen.Select(
        Gen.Char['A', 'Z'],
        Gen.String[Gen.Char["abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"], 0, 30],
        (first, rest) => first + rest);

    [Fact]
    public void Every_spelling_leads_back_to_the_name() => Names.Sample(name =>
        ParameterName.Normalise(ParameterName.ToOption(name)) == ParameterName.Normalise(name)
        && ParameterName.EqualByLettersAndDigits(ParameterName.ToVariable(name).AsSpan(ParameterName.VariablePrefix.Length), name));

    [Theory]
    [InlineData(typeof(INetworkParts), "Network parts")]
    [InlineData(typeof(IMySqlServer), "MySql server")]
    [InlineData(typeof(SampleBuild), "Sample build")]
    public void A_component_has_a_heading(Type type, string heading) => Assert.Equal(heading, ParameterName.ToHeading(type));

    [Fact]
    public void The_catalog_has_the_class_first_and_then_its_components()
    {
        string[] expected =
        [
            "PlatformName", "AllowDataLoss", "Hidden", "Count", "MySqlPort", "MySqlRetention", "MySqlPassword", "Zones", "OpenPorts",
            "InfraEngine", "Fence", "Rules", "Maps", "SingleGate", "Factor", "Bytes",
        ];

        Assert.Equal(expected, Sample.Catalog.Parameters.Select(parameter => parameter.Name));
    }

    [Fact]
    public void A_parameter_knows_all_its_attributes()
    {
        Assert.True(Sample.Catalog.TryFind("my-sql-password", out var password));
        Assert.True(password is { IsSecret: true, IsRequired: false, IsCommandLineOnly: false, IsListed: true });
        Assert.Equal("Password of the MySQL server's root user.", password.Description);
        Assert.Equal(typeof(IMySqlServer), password.DeclaringType);
        Assert.True(Sample.Catalog.TryFind("platformname", out var platform) && platform.IsRequired);
        Assert.True(Sample.Catalog.TryFind("AllowDataLoss", out var loss) && loss.IsCommandLineOnly);
        Assert.True(Sample.Catalog.TryFind("hidden", out var hidden) && !hidden.IsListed);
        Assert.True(Sample.Catalog.TryFind("ZONES", out var zones) && zones.Separator == ",");
        Assert.False(Sample.Catalog.TryFind("numberofthings", out _));
    }

    private sealed class Twins
    {
        [Parameter]
        public int MySqlPort { get; }

        [Parameter(Name = "My-SQL-Port")]
        public int Other { get; }
    }

    private sealed class Usurper
    {
        [Parameter]
        public bool DryRun { get; }
    }

    private sealed class Overrider : IMySqlServer
    {
        [Parameter("Another port.")]
        public int MySqlPort => 3307;
    }

    [Fact]
    public void Two_parameters_of_one_name_are_refused() => Assert.Equal(
        "The parameters Twins.MySqlPort and Twins.Other have the same name when case and dashes are ignored; rename one of them.",
        Assert.Throws<InvalidOperationException>(() => ParameterCatalog.Of(typeof(Twins))).Message);

    [Fact]
    public void The_name_of_a_built_in_option_is_refused() => Assert.Equal(
        "The parameter Usurper.DryRun has the name of the built-in option --dry-run; give it another name.",
        Assert.Throws<InvalidOperationException>(() => ParameterCatalog.Of(typeof(Usurper))).Message);

    [Fact]
    public void A_class_may_override_its_components_parameter()
    {
        Assert.True(ParameterCatalog.Of(typeof(Overrider)).TryFind("MySqlPort", out var port));
        Assert.Equal("Another port.", port.Description);
    }

    [Theory]
    [InlineData("deplpy", "Deploy")]
    [InlineData("delpoy", "Deploy")]
    [InlineData("Deplo", "Deploy")]
    [InlineData("roll", "Rollback")]
    [InlineData("ro", null)]
    [InlineData("xyz", null)]
    [InlineData("", null)]
    [InlineData("provision-netwrok", "ProvisionNetwork")]
    [InlineData("prov", "Provision")]
    public void A_suggestion_is_near_or_absent(string word, string? expected) => Assert.Equal(
        expected, Suggestion.For(word, ["Destroy", "Deploy", "Rollback", "ProvisionNetwork", "Provision"]));

    [Fact]
    public void A_single_edit_of_a_long_enough_name_is_always_recognised() => Gen.Select(Gen.Int[0, 15], Gen.Char['a', 'z'])
        .Sample((position, letter) =>
        {
            var word = "ProvisionNetwork".Remove(position, 1).Insert(position, letter.ToString());
            return Suggestion.For(word, ["Deploy", "ProvisionNetwork", "Rollback"]) == "ProvisionNetwork";
        });

    [Fact]
    public void No_command_line_makes_the_reader_throw()
    {
        using var repository = new Repository();
        var words = Gen.OneOf(
            Gen.String,
            Gen.OneOf("--", "-", "---", "--=", "=", "--plan=", "--env", "--root=", "--skip", "--zones", "--mysql-port", "Clean+B", "+"),
            Gen.String.Select(text => "--" + text),
            Gen.String.Select(text => "--count=" + text));
        words.Array[0, 6].Sample(args =>
        {
            var result = repository.Read(args);
            return result.Faults.All(fault => fault.Length > 0 && !fault.AsSpan().ContainsAny('\n', '\r'));
        });
    }
}
