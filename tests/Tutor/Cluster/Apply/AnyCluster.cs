using TutorPipeline.KubernetesApi.Tests;
using TutorPipeline.Tutor.Cluster.Access;
using TutorPipeline.Tutor.Cluster.Access.Rights;
using TutorPipeline.Tutor.Tests.Cluster.Access;

namespace TutorPipeline.Tutor.Tests.Cluster.Apply;

/// <summary>
/// The cluster of <c>REHEARSAL_KUBECONFIG</c> with that file's user when it is set, else one stand-in that asks for roles, for all tests of
/// this collection.
/// </summary>
public sealed class AnyCluster : IAsyncLifetime
{
    private ApiServerProcess? standIn;
    private string kubeconfig = "";

    /// <summary>Whether users of tests have the roles of a deploy and no others.</summary>
    public bool HasRoles => standIn is not null;

    /// <summary>How somebody gets in who may do everything.</summary>
    internal ClusterAccess Administrator => new KubeconfigAccess(kubeconfig, null);

    public async ValueTask InitializeAsync()
    {
        if (Environment.GetEnvironmentVariable("REHEARSAL_KUBECONFIG") is { Length: > 0 } real)
        {
            kubeconfig = real;
            return;
        }

        standIn = await ApiServerProcess.StartAsync("--rbac");
        kubeconfig = standIn.Kubeconfig;
        await Deployer.MakeRolesAsync(standIn);
    }

    public ValueTask DisposeAsync() => standIn?.DisposeAsync() ?? ValueTask.CompletedTask;

    /// <summary>How a user gets in.</summary>
    internal ClusterAccess AccessOf(string user) => standIn is null ? Administrator : Deployer.AccessOf(standIn, user);

    /// <summary>Makes a user with the role for the cluster.</summary>
    internal Task MakeUserAsync(string user) => standIn is null ? Task.CompletedTask : Deployer.MakeUserAsync(standIn, user);

    /// <summary>Gives a user a role in a namespace, or in all of them.</summary>
    internal Task BindAsync(AccessRole role, string user, string? namespaceName) =>
        standIn is null ? Task.CompletedTask : Deployer.BindAsync(standIn, role, user, namespaceName);
}

/// <summary>Tests that share one cluster, each in a namespace of its own.</summary>
[CollectionDefinition(Name)]
public sealed class ClusterTests : ICollectionFixture<AnyCluster>
{
    public const string Name = "cluster";
}
