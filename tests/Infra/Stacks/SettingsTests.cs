using TutorPipeline.Infra.Stacks;
using TutorPipeline.Model.Environment;
using TutorPipeline.Model.Values;
using Xunit;

namespace TutorPipeline.Infra.Tests.Stacks;

public static class SettingsTests
{
    [Fact]
    public static void The_main_environment_gives_the_reference_platform()
    {
        var environment = Of("prod", parent: null);

        Assert.Equal("courses-yourschool-virginia", NetworkSettings.From(environment).Scope.Namespace);
        Assert.Equal(Reference.Scope.Tags, RegistrySettings.From(environment).Scope.Tags);
        Assert.Equal(string.Empty, RegistrySettings.From(environment).RepositoryPrefix);
    }

    [Fact]
    public static void Every_choice_arrives()
    {
        var environment = Of("prod", parent: null);

        var network = NetworkSettings.From(environment);
        var cluster = ClusterSettings.From(environment);

        Assert.Equal("10.1.0.0/18", network.Cidr.ToString());
        Assert.Equal(["b", "d"], network.Zones);
        Assert.Equal((NatGateways.OnePerZone, true, true), (network.NatGateways, network.FlowLogs, network.PrivateEndpoints));
        Assert.Equal(("1.34", ComputeMode.ManagedNodes, "m7g.large"), (cluster.Version, cluster.Compute, cluster.InstanceType));
        Assert.Equal((2, 7), (cluster.MinimumNodes, cluster.MaximumNodes));
        Assert.Equal(["203.0.113.0/24"], cluster.PublicAccessCidrs);
        Assert.Equal(["arn:aws:iam::123456789012:role/admin"], cluster.AdminPrincipalArns);
        Assert.Equal(12, RegistrySettings.From(environment).KeptImages);
    }

    [Fact]
    public static void An_additional_environment_shares_network_and_cluster_and_has_repositories_of_its_own()
    {
        var environment = Of("dev", parent: "prod");

        Assert.Equal("courses-yourschool-virginia", NetworkSettings.From(environment).Scope.Namespace);
        Assert.Equal("courses-yourschool-virginia", ClusterSettings.From(environment).Scope.Namespace);
        Assert.Equal("dev-yourschool-virginia", RegistrySettings.From(environment).Scope.Namespace);
        Assert.Equal("dev/", RegistrySettings.From(environment).RepositoryPrefix);
    }

    [Fact]
    public static void Addresses_of_repositories_are_known_before_they_exist() => Assert.Equal(
        "123456789012.dkr.ecr.us-east-1.amazonaws.com/dev/openedx-mfe",
        Registry.Expected(RegistrySettings.From(Of("dev", parent: "prod"))).MfeRepositoryUrl);

    // The stacks so far read nothing of the rest.
    private static PlatformEnvironment Of(string name, string? parent) => new(
        new(
            Label.Parse(name, null),
            parent is null ? null : Label.Parse(parent, null),
            Label.Parse("yourschool", null),
            "Your School",
            Label.Parse("virginia", null),
            DomainName.Parse("yourschool.edu", null),
            Label.Parse("courses", null),
            [],
            AwsRegion.Parse("us-east-1", null),
            AwsAccountId.Parse("123456789012", null)),
        new(CidrBlock.Parse("10.1.0.0/18", null), ["b", "d"], NatGatewayMode.OnePerZone, FlowLogs: true, PrivateEndpoints: true),
        new(
            KubernetesVersion.Parse("1.34", null),
            [CidrBlock.Parse("203.0.113.0/24", null)],
            ["arn:aws:iam::123456789012:role/admin"],
            ClusterComputeMode.ManagedNodes,
            Ec2InstanceType.Parse("m7g.large", null),
            2,
            7),
        new(string.Empty, 12),
        null!, null!, null!, null!, null!, null!, null!, null!);
}
