using System.Text.Json.Nodes;
using TutorPipeline.KubernetesApi.Tests;
using TutorPipeline.Model;
using TutorPipeline.Tutor.Cluster.Access;
using TutorPipeline.Tutor.Cluster.Secrets;

namespace TutorPipeline.Tutor.Tests.Cluster.Secrets;

/// <summary>What must hold on every cluster: on that of <c>REHEARSAL_KUBECONFIG</c> when it is set, else on the stand-in.</summary>
public static class AnyClusterTests
{
    [Fact]
    public static async Task A_record_is_made_once_replaced_by_version_and_listed()
    {
        var real = Environment.GetEnvironmentVariable("REHEARSAL_KUBECONFIG");
        await using var server = string.IsNullOrEmpty(real) ? await ApiServerProcess.StartAsync() : null;
        var access = new KubeconfigAccess(server?.Kubeconfig ?? real, null);
        var address = new SecretAddress($"tutorpipeline-test-{Guid.NewGuid():n}", "mysql-root");
        var token = TestContext.Current.CancellationToken;
        using var store = new KubernetesSecretStore(access);
        try
        {
            Assert.Null(await store.ReadAsync(address, token));
            var made = await store.CreateIfAbsentAsync(Record(address, "first"), token);
            Assert.True(made.Created);
            Assert.False((await store.CreateIfAbsentAsync(Record(address, "second"), token)).Created);
            var replaced = await store.ReplaceAsync(made.Record with { Keys = Record(address, "third").Keys }, token);
            Assert.NotEqual(made.Record.Version, replaced.Version);
            await Assert.ThrowsAsync<SecretConflictException>(() => store.ReplaceAsync(made.Record, token));
            var list = await store.ListAsync(address.NamespaceName, token);
            Assert.Equal("third", list.Records.Single(r => r.Address == address).Keys["PASSWORD"].Reveal());
        }
        finally
        {
            using var connection = new ClusterConnection(access);
            var call = new ClusterCall(HttpMethod.Delete, $"/api/v1/namespaces/{address.NamespaceName}") { Body = new JsonObject() };
            await connection.SendAsync(call, CancellationToken.None);
        }
    }

    private static SecretRecord Record(SecretAddress address, string password) =>
        new(address, new Dictionary<string, Secret> { ["PASSWORD"] = new Secret(password) }, new Dictionary<string, string>());
}
