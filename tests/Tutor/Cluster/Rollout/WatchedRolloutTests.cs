using TutorPipeline.KubernetesApi.Tests;
using TutorPipeline.Model;
using TutorPipeline.Tutor.Cluster.Manifests;
using TutorPipeline.Tutor.Cluster.Rollout;
using TutorPipeline.Tutor.Tests.Cluster.Access;
using TutorPipeline.Tutor.Tests.Cluster.Secrets;

namespace TutorPipeline.Tutor.Tests.Cluster.Rollout;

/// <summary>Rollouts on the stand-in API server, whose controllers answer as recorded ones did.</summary>
public static class WatchedRolloutTests
{
    [Fact]
    public static async Task Waits_until_a_healthy_deployment_runs_and_says_what_for()
    {
        await using var server = await ApiServerProcess.StartAsync("--rbac");
        var report = await WaitAsync(server, "lms:1");
        Assert.Equal("deployment/lms: rolled out", report.Said[^1]);
        Assert.Contains("deployment/lms: all pods are available; it must stay so", report.Said);
    }

    [Fact]
    public static async Task Explains_an_image_that_is_not_there()
    {
        await using var server = await ApiServerProcess.StartAsync("--rbac");
        await server.ImagesAsync("""{"image":"*:bad","pull":"missing"}""");
        var failure = await Assert.ThrowsAsync<RolloutFailedException>(() => WaitAsync(server, "lms:bad"));
        Assert.Equal("lms", failure.Deployment);
        Assert.StartsWith("deployment/lms of default cannot become ready: in pod lms-", failure.Message, StringComparison.Ordinal);
        Assert.Contains("Likely cause: the image was never pushed there, or was deleted.", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public static async Task Explains_a_crash_by_its_log_without_secrets()
    {
        await using var server = await ApiServerProcess.StartAsync("--rbac");
        await server.ImagesAsync("""{"image":"*:crash","crashAfter":1,"exitCode":3,"log":["cannot start with Marked-Value.1"]}""");
        var failure = await Assert.ThrowsAsync<RolloutFailedException>(() => WaitAsync(server, "lms:crash"));
        Assert.Contains("ended 2 times, last with exit code 3", failure.Message, StringComparison.Ordinal);
        Assert.Contains("\n  cannot start with ", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("Marked-Value.1", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public static async Task Waits_for_nothing_when_no_workload_changed()
    {
        var rollout = new WatchedRollout(
            () => throw new InvalidOperationException("It looked at the cluster."), [], new RolloutRule(), TimeProvider.System);
        var report = new FakeReport();
        await rollout.WaitAsync(Set, [new ManifestKey("", "ConfigMap", "default", "c")], report, TestContext.Current.CancellationToken);
        Assert.Empty(report.Said);
    }

    private static ManifestSet Set => new("default", "tutor-default", []);

    private static async Task<FakeReport> WaitAsync(ApiServerProcess server, string image)
    {
        await server.ApplyAsync(
            "/apis/apps/v1/namespaces/default/deployments/lms?fieldManager=ours",
            $$$"""
            {"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"lms"},"spec":{"selector":{"matchLabels":{"app":"lms"}},
             "template":{"metadata":{"labels":{"app":"lms"}},"spec":{"containers":[{"name":"lms","image":"{{{image}}}"}]} } } }
            """);
        var report = new FakeReport();
        var rollout = new WatchedRollout(
            await Deployer.OfDefaultAsync(server), [new Secret("Marked-Value.1")],
            new RolloutRule { Settle = TimeSpan.FromSeconds(0.3) });
        await rollout.WaitAsync(
            Set, [new ManifestKey("apps", "Deployment", "default", "lms")], report, TestContext.Current.CancellationToken);
        return report;
    }
}
