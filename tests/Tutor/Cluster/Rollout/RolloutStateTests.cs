using System.Text.Json.Nodes;
using TutorPipeline.Tutor.Cluster.Rollout;

namespace TutorPipeline.Tutor.Tests.Cluster.Rollout;

/// <summary>The verdicts on rollouts as a real cluster told of them.</summary>
public static class RolloutStateTests
{
    [Fact]
    public static void A_healthy_rollout_is_done_when_it_has_stayed_so()
    {
        var verdicts = new Recorded("healthy").Play(30);
        Assert.Equal(
            [
                (0, "waits: the cluster has not told of it yet"), (0.05, "waits: the cluster has not taken notice of the change yet"),
                (0.11, "waits: 0 of 1 new pods made"), (0.16, "waits: 0 of 1 new pods available"),
                (1.6, "waits: all pods are available; it must stay so"), (12, "done"),
            ],
            Told(verdicts));
    }

    [Theory]
    [InlineData("crash-loop", FailureCause.Crashes, 4.56, "the container lms ended 2 times, last with exit code 1 (Error)")]
    [InlineData(
        "missing-configmap", FailureCause.ContainerConfig, 2.55,
        "the container lms cannot be made (configmap \"absent\" not found)")]
    [InlineData(
        "missing-service-account", FailureCause.PodsRefused, 3.5,
        "the cluster refuses to make its pods (pods \"missing-service-account-77fb9b744f-\" is forbidden: error looking up service account "
        + "rollouts/absent: serviceaccount \"absent\" not found)")]
    [InlineData(
        "unschedulable", FailureCause.Unschedulable, 10.08,
        "no node can take it (0/1 nodes are available: 1 Insufficient memory. preemption: 0/1 nodes are available: 1 No preemption victims "
        + "found for incoming pod..)")]
    public static void A_rollout_that_cannot_succeed_fails_with_its_cause(string name, object cause, double at, string seen)
    {
        var (when, verdict) = new Recorded(name).Play(60).First(v => v.Verdict is FailedVerdict);
        var failed = Assert.IsType<FailedVerdict>(verdict);
        Assert.Equal((cause, seen, at), (failed.Finding.Cause, failed.Finding.Seen, when));
    }

    [Fact]
    public static void A_crash_loop_never_counts_as_done_however_often_it_looks_available()
    {
        var patient = new RolloutRule { Crashes = 100, Settle = TimeSpan.FromSeconds(2) };
        var verdicts = new Recorded("crash-loop", patient).Play(22);
        Assert.Equal(3, verdicts.Count(v => v.Verdict is WaitingVerdict { Reason: "all pods are available; it must stay so" }));
        Assert.DoesNotContain(verdicts, v => v.Verdict is DoneVerdict);
    }

    [Fact]
    public static void An_image_that_cannot_be_pulled_fails_by_the_deadline_or_after_two_attempts_whatever_comes_first()
    {
        var (when, verdict) = new Recorded("bad-image").Play(60).First(v => v.Verdict is FailedVerdict);
        Assert.Equal((25.2, FailureCause.ImagePull), (when, ((FailedVerdict)verdict).Finding.Cause));

        (when, verdict) = new Recorded("bad-image", new RolloutRule { PullGrace = TimeSpan.FromSeconds(20) }).Play(60)
            .First(v => v.Verdict is FailedVerdict);
        Assert.Equal((21, FailureCause.ImagePull), (when, ((FailedVerdict)verdict).Finding.Cause));
        Assert.Contains("no such host", ((FailedVerdict)verdict).Finding.Seen, StringComparison.Ordinal);
    }

    [Fact]
    public static void A_pod_without_a_node_gets_its_minutes()
    {
        var verdicts = new Recorded("unschedulable").Play(9);
        Assert.DoesNotContain(verdicts, v => v.Verdict is FailedVerdict);
        Assert.StartsWith("waits: no node can take it (0/1 nodes", Told(verdicts)[^1].Item2, StringComparison.Ordinal);
    }

    [Fact]
    public static void An_image_that_its_registry_does_not_have_fails_before_the_next_attempt()
    {
        var clock = new FakeClock(DateTimeOffset.UnixEpoch);
        var state = Upgraded(
            clock, """{"waiting":{"reason":"ErrImagePull","message":"failed to resolve reference \"a/b:c\": a/b:c: not found"}}""");
        Assert.IsType<WaitingVerdict>(state.Judge()[0]);
        clock.Now += TimeSpan.FromSeconds(2);
        var failed = Assert.IsType<FailedVerdict>(state.Judge()[0]);
        Assert.Equal(FailureCause.ImageMissing, failed.Finding.Cause);
    }

    [Fact]
    public static void A_pod_that_was_evicted_or_belongs_to_an_earlier_revision_is_no_failure()
    {
        var state = Upgraded(
            new FakeClock(DateTimeOffset.UnixEpoch), """{"waiting":{"reason":"InvalidImageName","message":"bad"}}""", "Failed");
        Assert.Equal("waits: 0 of 1 new pods available", Told([(0, state.Judge()[0])])[0].Item2);
        state = Upgraded(new FakeClock(DateTimeOffset.UnixEpoch), """{"waiting":{"reason":"InvalidImageName"}}""", revision: "1");
        Assert.IsType<WaitingVerdict>(state.Judge()[0]);
        state = Upgraded(new FakeClock(DateTimeOffset.UnixEpoch), """{"waiting":{"reason":"InvalidImageName","message":"bad"}}""");
        Assert.IsType<FailedVerdict>(state.Judge()[0]);
    }

    [Fact]
    public static void The_status_of_before_the_change_is_not_taken_for_the_end_of_it()
    {
        var clock = new FakeClock(DateTimeOffset.UnixEpoch);
        var state = new RolloutState(["lms"], new RolloutRule { Settle = TimeSpan.Zero }, clock);
        const string status = """{"observedGeneration":1,"replicas":1,"updatedReplicas":1,"availableReplicas":1}""";
        state.Observe(See(
            WatchedKind.Deployments,
            $$"""{"metadata":{"name":"lms","uid":"d","generation":2},"spec":{"replicas":1},"status":{{status}} }"""));
        Assert.Equal("waits: the cluster has not taken notice of the change yet", Told([(0, state.Judge()[0])])[0].Item2);
    }

    [Fact]
    public static void Whatever_it_waits_for_it_ends_with_the_limit()
    {
        var clock = new FakeClock(DateTimeOffset.UnixEpoch);
        var state = Upgraded(clock, """{"running":{}}""");
        Assert.IsType<WaitingVerdict>(state.Judge()[0]);
        clock.Now += TimeSpan.FromMinutes(20);
        var failed = Assert.IsType<FailedVerdict>(state.Judge()[0]);
        Assert.Equal((FailureCause.Limit, "0 of 1 new pods available"), (failed.Finding.Cause, failed.Finding.Seen));
    }

    private static RolloutState Upgraded(TimeProvider clock, string containerState, string phase = "Pending", string revision = "2")
    {
        var state = new RolloutState(["lms"], new RolloutRule(), clock);
        const string marked = "\"annotations\":{\"deployment.kubernetes.io/revision\":";
        state.Observe(See(
            WatchedKind.Deployments,
            $$"""
            {"metadata":{"name":"lms","uid":"d","generation":2,{{marked}}"2"} },"spec":{"replicas":1},
             "status":{"observedGeneration":2,"replicas":1,"updatedReplicas":1} }
            """));
        state.Observe(See(
            WatchedKind.ReplicaSets,
            $$"""{"metadata":{"name":"lms-1","uid":"r",{{marked}}"{{revision}}"},"ownerReferences":[{"uid":"d"}]} }"""));
        state.Observe(See(
            WatchedKind.Pods,
            $$"""
            {"metadata":{"name":"lms-1-a","uid":"p","ownerReferences":[{"uid":"r"}]},
             "status":{"phase":"{{phase}}","containerStatuses":[
              {"name":"lms","image":"a/b:c","restartCount":0,"state":{{containerState}}}]} }
            """));
        return state;
    }

    private static WatchEvent See(WatchedKind kind, string json) => new(kind, WatchChange.Seen, JsonNode.Parse(json)!.AsObject());

    private static List<(double, string)> Told(List<(double At, Verdict Verdict)> verdicts) =>
        [.. verdicts.Select(v => (v.At, v.Verdict switch
        {
            WaitingVerdict waiting => $"waits: {waiting.Reason}",
            DoneVerdict => "done",
            _ => "failed",
        }))];
}
