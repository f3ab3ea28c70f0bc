using System.Net;
using TutorPipeline.Infra.Model;
using TutorPipeline.Infra.Stacks;

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
    };
}
