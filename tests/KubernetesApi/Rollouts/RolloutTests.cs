using System.Text.Json.Nodes;

namespace TutorPipeline.KubernetesApi.Tests.Rollouts;

/// <summary>Rollouts beyond the recorded ones.</summary>
public static class RolloutTests
{
    [Fact]
    public static async Task An_upgrade_replaces_pods_within_its_bounds_and_going_back_reuses_the_old_replica_set()
    {
        await using var server = await ApiServerProcess.StartAsync();
        var lms = new Deployed(server, "lms");
        await lms.ApplyAsync("lms:1", 3);
        await lms.UntilCompleteAsync();
        var first = (string)Assert.Single(await lms.SetsAsync())!["metadata"]!["name"]!;

        await lms.ApplyAsync("lms:2", 3);
        var seen = await lms.UntilCompleteAsync();
        Assert.All(seen, s => Assert.InRange((int?)s["status"]!["availableReplicas"] ?? 0, 3, 4));
        Assert.Equal("2", (string?)seen[^1]["metadata"]!["annotations"]!["deployment.kubernetes.io/revision"]);

        await lms.ApplyAsync("lms:1", 3);
        seen = await lms.UntilAsync(d => Deployed.IsComplete(d)
            && (string?)d["metadata"]!["annotations"]!["deployment.kubernetes.io/revision"] == "3");
        var sets = await lms.SetsAsync();
        Assert.Equal(2, sets.Count);
        var again = sets.Single(s => (string?)s!["metadata"]!["name"] == first)!;
        Assert.Equal(3, (int)again["spec"]!["replicas"]!);
        Assert.Equal("1", (string?)again["metadata"]!["annotations"]!["deployment.kubernetes.io/revision-history"]);
        Assert.Equal("NewReplicaSetAvailable", Deployed.Reason(seen[^1], "Progressing"));
    }

    [Fact]
    public static async Task A_bad_tag_leaves_the_old_pods_available_until_the_deadline_says_so()
    {
        await using var server = await ApiServerProcess.StartAsync();
        await server.ImagesAsync("""{"image":"*:bad","pull":"missing"}""");
        var lms = new Deployed(server, "lms");
        await lms.ApplyAsync("lms:1", 3, "\"progressDeadlineSeconds\":20,");
        await lms.UntilCompleteAsync();
        await lms.ApplyAsync("lms:bad", 3, "\"progressDeadlineSeconds\":20,");
        var seen = await lms.UntilAsync(d => Deployed.Reason(d, "Progressing") == "ProgressDeadlineExceeded");
        var status = seen[^1]["status"]!;
        Assert.Equal((4, 1, 3, 1), (
            (int)status["replicas"]!, (int)status["updatedReplicas"]!, (int)status["availableReplicas"]!,
            (int)status["unavailableReplicas"]!));
        Assert.Equal("MinimumReplicasAvailable", Deployed.Reason(seen[^1], "Available"));
    }

    [Fact]
    public static async Task A_crashing_upgrade_keeps_the_old_pods_when_it_must_stay_ready_for_a_while()
    {
        await using var server = await ApiServerProcess.StartAsync();
        await server.ImagesAsync("""{"image":"*:crash","crashAfter":1}""");
        var lms = new Deployed(server, "lms");
        await lms.ApplyAsync("lms:1", 3, "\"minReadySeconds\":15,");
        await lms.UntilCompleteAsync();
        await lms.ApplyAsync("lms:crash", 3, "\"minReadySeconds\":15,");
        var pods = await server.FollowAsync(
            "/api/v1/namespaces/default/pods?watch=true&labelSelector=app%3Dlms",
            e => e.Count > 0 && (int?)e[^1]["object"]!["status"]!["containerStatuses"]?[0]!["restartCount"] >= 3);
        Assert.Equal(3, (int?)pods[^1]["object"]!["status"]!["containerStatuses"]![0]!["restartCount"]);
        Assert.Equal(3, (int?)(await lms.GetAsync())["status"]!["availableReplicas"]);
    }

    [Fact]
    public static async Task A_missing_service_account_that_appears_is_noticed_when_an_annotation_changes()
    {
        await using var server = await ApiServerProcess.StartAsync("--time-factor", "1");
        const string Path = "/apis/apps/v1/namespaces/default/deployments/lms?fieldManager=ours";
        const string Lms =
            """
            {"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"lms","annotations":{"try":"1"}},
             "spec":{"selector":{"matchLabels":{"app":"lms"}},"template":{"metadata":{"labels":{"app":"lms"}},
             "spec":{"serviceAccountName":"late","containers":[{"name":"c","image":"lms:1"}]}}}}
            """;
        await server.ApplyAsync(Path, Lms);
        var lms = new Deployed(server, "lms");
        await lms.UntilAsync(d => Deployed.Reason(d, "ReplicaFailure") == "FailedCreate");
        await server.SendAsync(
            "POST", "/api/v1/namespaces/default/serviceaccounts", JsonNode.Parse("""{"metadata":{"name":"late"}}"""));
        await server.ApplyAsync(Path, Lms.Replace("\"try\":\"1\"", "\"try\":\"2\"", StringComparison.Ordinal));
        Assert.Null(Deployed.Reason((await lms.UntilCompleteAsync())[^1], "ReplicaFailure"));
    }

    [Fact]
    public static async Task Recreate_ends_the_old_pods_before_it_starts_new_ones()
    {
        await using var server = await ApiServerProcess.StartAsync();
        var lms = new Deployed(server, "lms");
        const string Recreate = "\"strategy\":{\"type\":\"Recreate\"},";
        await lms.ApplyAsync("lms:1", 2, Recreate);
        await lms.UntilCompleteAsync();
        await lms.ApplyAsync("lms:2", 2, Recreate);
        await lms.UntilCompleteAsync();
        var pods = await lms.PodsAsync();
        Assert.Equal(["lms:2", "lms:2"], pods.Select(p => (string)p!["spec"]!["containers"]![0]!["image"]!));
        Assert.Equal([0, 2], (await lms.SetsAsync()).Select(s => (int)s!["spec"]!["replicas"]!).Order());
    }

    [Fact]
    public static async Task Scaling_makes_and_ends_pods_and_deleting_takes_all_of_them()
    {
        await using var server = await ApiServerProcess.StartAsync();
        var lms = new Deployed(server, "lms");
        await lms.ApplyAsync("lms:1");
        await lms.UntilCompleteAsync();
        await server.SendAsync(
            "PATCH", "/apis/apps/v1/namespaces/default/deployments/lms/scale", JsonNode.Parse("""{"spec":{"replicas":3}}"""),
            "application/merge-patch+json");
        await lms.UntilCompleteAsync();
        Assert.Equal(3, (await lms.PodsAsync()).Count);
        var from = await server.RevisionAsync();
        await server.SendAsync("DELETE", "/apis/apps/v1/namespaces/default/deployments/lms");
        var gone = await server.FollowAsync(
            $"/api/v1/namespaces/default/pods?watch=true&labelSelector=app%3Dlms&resourceVersion={from}",
            e => e.Count(x => (string?)x["type"] == "DELETED") == 3);
        Assert.Equal(3, gone.Count(x => (string?)x["type"] == "DELETED"));
    }

    [Fact]
    public static async Task Rollouts_go_on_after_the_server_was_killed_and_started_again()
    {
        var state = Path.Combine(Path.GetTempPath(), $"state-{Guid.NewGuid():n}.json");
        try
        {
            await using (var server = await ApiServerProcess.StartAsync("--state", state))
            {
                await server.ImagesAsync("""{"image":"*:late","readyAfter":100000}""");
                await new Deployed(server, "lms").ApplyAsync("lms:late");
                await new Deployed(server, "cms").ApplyAsync("cms:1");
                await new Deployed(server, "cms").UntilCompleteAsync();
            }

            await using var again = await ApiServerProcess.StartAsync("--state", state);
            var pods = (await new Deployed(again, "cms").PodsAsync()).Select(p => (string?)p!["metadata"]!["uid"]).ToList();
            await again.SendAsync("DELETE", "/rehearsal/images");
            await new Deployed(again, "lms").ApplyAsync("lms:2");
            await new Deployed(again, "lms").UntilCompleteAsync();
            Assert.Equal(pods, (await new Deployed(again, "cms").PodsAsync()).Select(p => (string?)p!["metadata"]!["uid"]));
        }
        finally
        {
            File.Delete(state);
        }
    }

    [Fact]
    public static async Task What_no_controller_can_make_sense_of_does_not_disturb_the_rest()
    {
        await using var server = await ApiServerProcess.StartAsync();
        await server.ApplyAsync(
            "/apis/apps/v1/namespaces/default/deployments/odd?fieldManager=ours",
            """{"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"odd"},"spec":{"replicas":2}}""");
        var lms = new Deployed(server, "lms");
        await lms.ApplyAsync("lms:1", 2);
        await lms.UntilCompleteAsync();
        Assert.Empty(await new Deployed(server, "odd").SetsAsync());
    }
}
