using TutorPipeline.KubernetesApi.Tests;
using TutorPipeline.Tutor.Cluster.Access;

namespace TutorPipeline.Tutor.Tests.Cluster.Apply;

/// <summary>The cluster of <c>REHEARSAL_KUBECONFIG</c> when it is set, else one stand-in for all tests of this folder.</summary>
public sealed class AnyCluster : IAsyncLifetime
{
    private ApiServerProcess? standIn;

    public string Kubeconfig { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        if (Environment.GetEnvironmentVariable("REHEARSAL_KUBECONFIG") is { Length: > 0 } real)
        {
            Kubeconfig = real;
            return;
        }

        standIn = await ApiServerProcess.StartAsync();
        Kubeconfig = standIn.Kubeconfig;
    }

    public ValueTask DisposeAsync() => standIn?.DisposeAsync() ?? ValueTask.CompletedTask;

    internal ClusterConnection Connect() => new(new KubeconfigAccess(Kubeconfig, null));
}

/// <summary>Tests that share one cluster, each in a namespace of its own.</summary>
[CollectionDefinition(Name)]
public sealed class ClusterTests : ICollectionFixture<AnyCluster>
{
    public const string Name = "cluster";
}
