using TutorPipeline.Model;
using TutorPipeline.Tutor.Cluster.Secrets;
using TutorPipeline.Tutor.Tests.Cluster.Apply;

namespace TutorPipeline.Tutor.Tests.Cluster.Secrets;

/// <summary>What must hold on every cluster: on that of <c>REHEARSAL_KUBECONFIG</c> when it is set, else on the stand-in.</summary>
public sealed class AnyClusterTests(AnyCluster cluster) : ClusterTest(cluster)
{
    [Fact]
    public async Task A_record_is_made_once_replaced_by_version_and_listed()
    {
        await BindEverywhereAsync();
        var address = new SecretAddress(Space, "mysql-root");
        using var store = new KubernetesSecretStore(Access);
        Assert.Null(await store.ReadAsync(address, Token));
        var made = await store.CreateIfAbsentAsync(Record(address, "first"), Token);
        Assert.True(made.Created);
        Assert.False((await store.CreateIfAbsentAsync(Record(address, "second"), Token)).Created);
        var replaced = await store.ReplaceAsync(made.Record with { Keys = Record(address, "third").Keys }, Token);
        Assert.NotEqual(made.Record.Version, replaced.Version);
        await Assert.ThrowsAsync<SecretConflictException>(() => store.ReplaceAsync(made.Record, Token));
        var list = await store.ListAsync(address.NamespaceName, Token);
        Assert.Equal("third", list.Records.Single(r => r.Address == address).Keys["PASSWORD"].Reveal());
    }

    private static SecretRecord Record(SecretAddress address, string password) =>
        new(address, new Dictionary<string, Secret> { ["PASSWORD"] = new Secret(password) }, new Dictionary<string, string>());
}
