using System.Text.Json.Nodes;

namespace TutorPipeline.KubernetesApi.Tests.Rollouts;

/// <summary>What a real cluster made of a Deployment, the stand-in makes of it, too, in the same order and words.</summary>
public static class RolloutRecordingTests
{
    private const string Crashes = """{"image":"local.test/busybox:1.35","crashAfter":1,"exitCode":1,"log":["cannot start"]}""";

    private const string Unreachable = """{"image":"*:none","pull":"unreachable"}""";

    [Theory]
    [InlineData("healthy", null)]
    [InlineData("bad-image", Unreachable)]
    [InlineData("crash-loop", Crashes)]
    [InlineData("unschedulable", null)]
    [InlineData("missing-configmap", null)]
    [InlineData("missing-service-account", null)]
    public static async Task Watches_send_what_they_sent_on_a_real_cluster(string name, string? images)
    {
        var recording = RolloutRecording.Read(name);
        await using var server = await ApiServerProcess.StartAsync();
        if (images is not null)
        {
            await server.ImagesAsync(images);
        }

        var (_, made) = await server.SendAsync("POST", "/api/v1/namespaces", JsonNode.Parse("""{"metadata":{"name":"rollouts"}}"""));
        var from = (string)made!["metadata"]!["resourceVersion"]!;
        await server.ApplyAsync(
            $"/apis/apps/v1/namespaces/rollouts/deployments/{name}?fieldManager=ours", recording.Applied.ToJsonString());
        string[] streams = ["deployments", "replicasets", "pods", "events"];
        foreach (var stream in streams)
        {
            var expected = recording.Trace(stream);
            var path = stream is "pods" or "events" ? "/api/v1" : "/apis/apps/v1";
            var seen = await server.FollowAsync(
                $"{path}/namespaces/rollouts/{stream}?watch=true&resourceVersion={from}",
                events => RolloutRecording.Trace(stream, events).Count >= expected.Count);
            Assert.Equal(Sorted(stream, expected), Sorted(stream, RolloutRecording.Trace(stream, seen)));
        }
    }

    /// <summary>Events about one object are in order; those about several were written by several programs at once.</summary>
    private static string[] Sorted(string stream, List<string> trace) =>
        stream == "events" ? [.. trace.OrderBy(l => l[..l.IndexOf(' ', StringComparison.Ordinal)], StringComparer.Ordinal)] : [.. trace];
}
