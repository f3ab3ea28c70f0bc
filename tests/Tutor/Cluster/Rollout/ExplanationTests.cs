using System.Text.Json.Nodes;
using TutorPipeline.Tutor.Cluster.Rollout;

namespace TutorPipeline.Tutor.Tests.Cluster.Rollout;

/// <summary>What people read when a rollout fails.</summary>
public static class ExplanationTests
{
    [Fact]
    public static void Says_what_was_seen_why_where_and_what_to_do()
    {
        var finding = new Finding(FailureCause.Crashes, "the container lms ended 2 times, last with exit code 1 (Error)", TimeSpan.Zero)
        {
            Pod = "lms-1-a", Container = "lms", Since = DateTimeOffset.UnixEpoch,
        };
        var told = JsonNode.Parse(
            """{"reason":"BackOff","message":"Back-off restarting","lastTimestamp":"2026-01-01T00:00:00Z"}""")!.AsObject();
        Assert.Equal(
            "deployment/lms of prod cannot become ready: "
            + "in pod lms-1-a, the container lms ended 2 times, last with exit code 1 (Error), for 2 s.\n"
            + "Likely cause: the program fails when it starts; the last lines of its log say why.\n"
            + "What the cluster noted:\n  BackOff: Back-off restarting\n"
            + "Last lines of the log of the container lms:\n  cannot start\n"
            + "Next: mend the cause, then deploy again (kubectl --namespace prod describe pod lms-1-a).",
            Explanation.Write("prod", new FailedVerdict("lms", finding), [told], "cannot start\n", DateTimeOffset.UnixEpoch.AddSeconds(2)));
    }

    [Theory]
    [InlineData(
        FailureCause.ImageMissing, "Likely cause: the image was never pushed there, or was deleted.",
        "Next: run PushImage again, check the registry's policy and the nodes' role, then deploy again (LOOK).")]
    [InlineData(
        FailureCause.ImagePull,
        "Likely cause: the nodes may not read that registry, or cannot reach it (its name, the network, the node's role).",
        "Next: run PushImage again, check the registry's policy and the nodes' role, then deploy again (LOOK).")]
    [InlineData(
        FailureCause.ImageName, "Likely cause: the image reference was put together wrongly.",
        "Next: run PushImage again, check the registry's policy and the nodes' role, then deploy again (LOOK).")]
    [InlineData(
        FailureCause.ContainerConfig, "Likely cause: a ConfigMap, a Secret or a key in it that the container refers to does not exist.",
        "Next: run SyncSecrets and RenderManifests again, then deploy again (LOOK).")]
    [InlineData(
        FailureCause.ContainerStart, "Likely cause: the container's command does not exist in the image, or may not be run.",
        "Next: mend the cause, then deploy again (LOOK).")]
    [InlineData(
        FailureCause.OutOfMemory, "Likely cause: the program needs more memory than its limit allows.",
        "Next: raise the memory limit, then deploy again (LOOK).")]
    [InlineData(
        FailureCause.VolumeSource, "Likely cause: the ConfigMap or Secret of a volume was not applied, or was pruned.",
        "Next: run SyncSecrets and RenderManifests again, then deploy again (LOOK).")]
    [InlineData(
        FailureCause.PodsRefused, "Likely cause: a ServiceAccount is missing, a quota is used up, or an admission policy refuses the pods.",
        "Next: mend the cause, then deploy again (LOOK).")]
    [InlineData(
        FailureCause.Unschedulable,
        "Likely cause: the pods ask for more than any node has free, and no autoscaler brought another node in time.",
        "Next: lower the requests or add nodes, then deploy again (LOOK).")]
    [InlineData(
        FailureCause.Deadline, "Likely cause: the pods start but do not become ready; see their readiness probe.",
        "Next: mend the cause, then deploy again (LOOK).")]
    [InlineData(
        FailureCause.Gone, "Likely cause: somebody deleted it while it was being rolled out.",
        "Next: mend the cause, then deploy again (LOOK).")]
    [InlineData(
        FailureCause.Paused, "Likely cause: somebody paused it.",
        "Next: kubectl --namespace prod rollout resume deployment lms, then deploy again.")]
    public static void Each_cause_has_its_own_way_out(object cause, string likely, string next)
    {
        var finding = new Finding((FailureCause)cause, "seen", TimeSpan.Zero) { Since = DateTimeOffset.UnixEpoch };
        Assert.Equal(
            $"deployment/lms of prod cannot become ready: seen.\n{likely}\n"
            + next.Replace("LOOK", "kubectl --namespace prod describe deployment lms", StringComparison.Ordinal),
            Explanation.Write("prod", new FailedVerdict("lms", finding), [], "", DateTimeOffset.UnixEpoch));
    }
}
