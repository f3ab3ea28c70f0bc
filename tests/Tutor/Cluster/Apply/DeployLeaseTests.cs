using System.Text.Json.Nodes;
using TutorPipeline.Tutor.Cluster.Access;
using TutorPipeline.Tutor.Cluster.Apply;
using TutorPipeline.Tutor.Cluster.Manifests;
using TutorPipeline.Tutor.Tests.Cluster.Secrets;

namespace TutorPipeline.Tutor.Tests.Cluster.Apply;

public sealed class DeployLeaseTests(AnyCluster cluster) : ClusterTest(cluster)
{
    private static readonly LeaseTimes Never =
        new(TimeSpan.FromHours(1), TimeSpan.FromHours(1), TimeSpan.FromMilliseconds(20), TimeSpan.FromSeconds(10));

    private static readonly LeaseTimes Lively =
        new(TimeSpan.FromSeconds(30), TimeSpan.FromMilliseconds(50), TimeSpan.FromMilliseconds(20), TimeSpan.FromSeconds(10));

    private static readonly LeaseHolder Alice = new("alice", "build-7", 4242);

    private static readonly LeaseHolder Bob = new("bob", "laptop", 17);

    private ManifestKey Key => new("coordination.k8s.io", "Lease", Space, "tutorpipeline-deploy");

    [Fact]
    public async Task Is_taken_and_given_back_and_taken_again()
    {
        await MakeNamespaceAsync();
        await using (await TakeAsync(Alice, Never))
        {
            var spec = (await LeaseAsync())["spec"]!;
            Assert.StartsWith("alice|build-7|4242|", (string?)spec["holderIdentity"], StringComparison.Ordinal);
            Assert.Equal(0, (int?)spec["leaseTransitions"]);
        }

        Assert.Null(LeaseHolder.Of(await LeaseAsync()));
        await using var second = await TakeAsync(Bob, Never);
        Assert.Equal("bob", LeaseHolder.Of(await LeaseAsync())!.Who);
        Assert.Equal(1, (int?)(await LeaseAsync())["spec"]!["leaseTransitions"]);
    }

    [Fact]
    public async Task Is_refused_while_its_holder_lives()
    {
        await MakeNamespaceAsync();
        await using var first = await TakeAsync(Alice, Lively);
        var report = new FakeReport();
        var failure = await Assert.ThrowsAsync<DeployLeaseHeldException>(() => TakeAsync(Bob, Lively, report));
        var since = ((string)(await LeaseAsync())["spec"]!["acquireTime"]!)[..19].Replace('T', ' ');
        Assert.Equal(
            $"Somebody else deploys to {Space}: alice on build-7 (process 4242, since {since} UTC), and nothing was changed. Two deploys "
            + "at the "
            + "same time would undo each other. Wait until that one has ended, then run this again. One that died is overtaken within a "
            + "minute.",
            failure.Message);
        Assert.Equal(
            [$"alice on build-7 (process 4242, since {since} UTC) holds the right to deploy to {Space}; waits up to 30 s to see whether "
                + "it lives"],
            report.Said);
        Assert.False(first.Lost.IsCancellationRequested);
    }

    [Fact]
    public async Task A_dead_holder_s_lease_is_taken_over_once_it_has_run_out()
    {
        await MakeNamespaceAsync();
        await using var dead = await TakeAsync(Alice, Never);
        var clock = new FakeClock(DateTimeOffset.UtcNow);
        var patient = Never with { Look = TimeSpan.FromMinutes(20) };
        await using var taken = await DeployLease.AcquireAsync(Objects, Space, Bob, new FakeReport(), patient, clock, Token);
        Assert.Equal(3, clock.Waits.Count(wait => wait == patient.Look));
        Assert.Equal("bob", LeaseHolder.Of(await LeaseAsync())!.Who);
    }

    [Fact]
    public async Task Whoever_loses_it_is_told()
    {
        await MakeNamespaceAsync();
        var first = await TakeAsync(Alice, Lively);
        var patch = JsonNode.Parse("""{"spec":{"holderIdentity":"bob|laptop|17|x"}}""")!;
        Assert.NotNull(await Objects.PatchAsync(Key, "coordination.k8s.io/v1", patch, ClusterCall.MergePatch, Token));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Task.Delay(TimeSpan.FromSeconds(30), first.Lost));
        await first.DisposeAsync();
        Assert.Equal("bob", LeaseHolder.Of(await LeaseAsync())!.Who);
        Assert.Equal(
            "The deploy to prod was stopped: its Lease prod/tutorpipeline-deploy was taken over by somebody else, or could not be renewed "
            + "because the cluster did not answer for a minute. What was applied so far stays. See who holds it with 'kubectl get lease "
            + "--namespace prod tutorpipeline-deploy -o yaml', and run this again when nobody does.",
            new DeployLeaseLostException("prod").Message);
    }

    [Fact]
    public async Task A_renewal_whose_answer_was_lost_loses_nothing()
    {
        await MakeNamespaceAsync();
        await using var first = await TakeAsync(Alice, Lively);

        // Somebody writes the lease without taking it: the next renewal names an old version.
        var patch = JsonNode.Parse("""{"metadata":{"annotations":{"seen":"1"}}}""")!;
        Assert.NotNull(await Objects.PatchAsync(Key, "coordination.k8s.io/v1", patch, ClusterCall.MergePatch, Token));
        var before = (string?)(await LeaseAsync())["spec"]!["renewTime"];
        for (var looks = 0; looks < 500 && (string?)(await LeaseAsync())["spec"]!["renewTime"] == before; looks++)
        {
            await Task.Delay(20, Token);
        }

        Assert.NotEqual(before, (string?)(await LeaseAsync())["spec"]!["renewTime"]);
        Assert.False(first.Lost.IsCancellationRequested);
    }

    [Fact]
    public void A_holder_that_something_else_wrote_is_named_as_it_is()
    {
        var lease = JsonNode.Parse("""{"spec":{"holderIdentity":"odd"}}""")!.AsObject();
        Assert.Equal("odd on an unknown machine (process 0)", LeaseHolder.Of(lease)!.ToString());
        Assert.Equal("a/b", LeaseHolder.Here("a|b").Who);
    }

    private Task<DeployLease> TakeAsync(LeaseHolder holder, LeaseTimes times, FakeReport? report = null) =>
        DeployLease.AcquireAsync(Objects, Space, holder, report ?? new FakeReport(), times, TimeProvider.System, Token);

    private async Task<JsonObject> LeaseAsync() => (await Objects.ReadAsync(Key, "coordination.k8s.io/v1", Token))!;
}
