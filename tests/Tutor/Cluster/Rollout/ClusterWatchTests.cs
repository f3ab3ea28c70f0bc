using System.Text.Json.Nodes;
using TutorPipeline.KubernetesApi.Tests;
using TutorPipeline.Tutor.Cluster.Access;
using TutorPipeline.Tutor.Cluster.Rollout;

namespace TutorPipeline.Tutor.Tests.Cluster.Rollout;

/// <summary>Watches of the stand-in API server, which is made to fail.</summary>
public static class ClusterWatchTests
{
    private static readonly WatchedKind ConfigMaps = new("configmaps", "/api/v1");

    private static readonly RetryRule Once = new(1, TimeSpan.Zero, TimeSpan.Zero, TimeSpan.FromSeconds(20));

    [Theory]
    [InlineData("/rehearsal/compact", "{}")]
    [InlineData("/rehearsal/faults", """{"count":2,"kind":"close","method":"GET"}""")]
    [InlineData("/rehearsal/faults", """{"count":2,"status":429,"retryAfter":1,"method":"GET"}""")]
    [InlineData("/rehearsal/faults", """{"count":1,"status":410,"method":"GET"}""")]
    [InlineData("/rehearsal/faults", """{"count":2,"status":503,"method":"GET"}""")]
    public static async Task Goes_on_after_whatever_cut_it(string path, string fault)
    {
        await using var server = await ApiServerProcess.StartAsync();
        using var connection = Connect(server);
        var rule = new WatchRule(
            TimeSpan.FromSeconds(60), TimeSpan.FromMilliseconds(10), TimeSpan.FromMilliseconds(50), TimeSpan.FromSeconds(1));
        var isCut = false;
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        await foreach (var sent in new ClusterWatch(connection, rule).FollowAsync(ConfigMaps, "default", limit.Token))
        {
            if (sent.Change == WatchChange.Listed && !isCut)
            {
                isCut = true;
                await server.SendAsync("POST", path, JsonNode.Parse(fault));
                await Task.Delay(TimeSpan.FromSeconds(1.5), limit.Token);
                await server.SendAsync("POST", "/api/v1/namespaces/default/configmaps", JsonNode.Parse("""{"metadata":{"name":"late"}}"""));
            }
            else if (sent.Change == WatchChange.Seen && (string?)sent.Document["metadata"]?["name"] == "late")
            {
                Assert.True(isCut);
                return;
            }
        }
    }

    [Fact]
    public static async Task Says_what_the_role_lacks_at_once()
    {
        await using var server = await ApiServerProcess.StartAsync();
        await server.FailAsync("""{"count":1,"status":403}""");
        using var connection = Connect(server);
        var failure = await Assert.ThrowsAsync<ClusterWatchException>(() => FirstAsync(connection, WatchRule.Default));
        Assert.Equal(
            $"Could not watch the configmaps: the cluster at {server.Url} refused with 403 (requests are forbidden: the rehearsal "
            + "was asked to refuse this one). The deployer's role lacks this: "
            + "give it 'list' and 'watch' there, then run the same command again: it continues.",
            failure.Message);
    }

    [Fact]
    public static async Task Gives_up_on_a_server_that_stays_away()
    {
        await using var server = await ApiServerProcess.StartAsync();
        await server.FailAsync("""{"count":1000,"status":503}""");
        using var connection = Connect(server);
        var rule = WatchRule.Default with { Longest = TimeSpan.FromTicks(1), FirstDelay = TimeSpan.FromMilliseconds(5) };
        var failure = await Assert.ThrowsAsync<ClusterWatchException>(() => FirstAsync(connection, rule));
        Assert.Equal(
            $"Could not watch the configmaps: the cluster at {server.Url} was not available for 0 s; at last: after 1 attempt: it "
            + "answered 503 (the rehearsal was asked to answer 503). What was applied stays applied. "
            + "Check that the cluster is up (./build.sh Doctor), then run the "
            + "same command again: it continues.",
            failure.Message);
    }

    private static async Task FirstAsync(ClusterConnection connection, WatchRule rule)
    {
        await foreach (var sent in new ClusterWatch(connection, rule).FollowAsync(
            ConfigMaps, "default", TestContext.Current.CancellationToken))
        {
            Assert.Fail($"It saw {sent}.");
        }
    }

    private static ClusterConnection Connect(ApiServerProcess server) => new(new KubeconfigAccess(server.Kubeconfig, null), Once);
}
