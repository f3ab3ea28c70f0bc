using System.Text.Json.Nodes;
using TutorPipeline.Model;
using TutorPipeline.Tutor.Cluster.Apply;
using TutorPipeline.Tutor.Cluster.Manifests;
using TutorPipeline.Tutor.Cluster.Releases;
using TutorPipeline.Tutor.Tests.Cluster.Secrets;

namespace TutorPipeline.Tutor.Tests.Cluster.Apply;

public sealed class ApplyManifestsTests(AnyCluster cluster) : ClusterTest(cluster)
{
    private readonly FakeRollout rollout = new();

    private readonly FakeReport report = new();

    private OnFailure onFailure;

    private Func<ManifestSet, bool, IStageReport, CancellationToken, Task>? beforeWorkloads;

    /// <summary>Here the deploy itself makes the namespace.</summary>
    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await BindEverywhereAsync();
    }

    [Fact]
    public async Task A_first_deploy_makes_everything_and_a_second_one_has_nothing_to_do()
    {
        var set = Set(Namespace(), ConfigMap("settings"), Deployment("mysql"), Deployment("lms"), Autoscaler("lms"));
        var plan = await DeployAsync(set);
        Assert.Equal(
            [
                new Change(ChangeKind.Create, $"namespace/{Space}"), new Change(ChangeKind.Create, $"configmap/{Space}/settings"),
                new Change(ChangeKind.Create, $"deployment/{Space}/mysql"), new Change(ChangeKind.Create, $"deployment/{Space}/lms"),
                new Change(ChangeKind.Create, $"horizontalpodautoscaler/{Space}/lms"),
                new Change(ChangeKind.Run, $"release/{Space}/1", "waits for the rollout"),
            ],
            plan.Changes);
        Assert.Equal(
            [
                $"namespace: applied namespace/{Space}", $"Release 1 of {Space}.",
                "accounts, configuration and prerequisites: applied configmap/settings", "stores: applied deployment/mysql",
                "workloads: applied deployment/lms", "scaling, routes and schedules: applied horizontalpodautoscaler/lms",
            ],
            report.Said);
        Assert.Equal(ReleaseResult.Healthy, Assert.Single(await ReleasesAsync()).Result);

        var again = await DeployAsync(set);
        Assert.False(again.HasChanges);
        Assert.Equal([new Change(ChangeKind.Skip, $"namespace/{Space}", "5 objects are unchanged")], again.Changes);
        Assert.Single(await ReleasesAsync());
        Assert.Single(rollout.Waited);
    }

    [Fact]
    public async Task Databases_are_prepared_between_the_stores_and_workloads_that_differ()
    {
        var set = Set(Namespace(), ConfigMap("settings"), Deployment("meilisearch"), Deployment("lms"));
        var prepared = new List<string>();
        beforeWorkloads = async (given, areFirst, _, _) =>
        {
            Assert.Equal(4, given.Items.Count);
            prepared.Add($"{areFirst}: {await ReadAsync(Deployment("meilisearch")) is not null} {await ReadAsync(Deployment("lms")) is not null}");
        };

        await DeployAsync(set);

        Assert.Equal(["True: True False"], prepared);
        Assert.Equal(2, rollout.Waited.Count);
        Assert.EndsWith("deployment/meilisearch", rollout.Waited[0], StringComparison.Ordinal);
        Assert.EndsWith("deployment/meilisearch deployment/lms", rollout.Waited[1], StringComparison.Ordinal);
        await DeployAsync(Set(Namespace(), ConfigMap("settings"), Deployment("meilisearch"), Deployment("lms", image: "example.org/app:2")));
        Assert.Equal("False: True True", prepared[^1]);
        await DeployAsync(Set(Namespace(), ConfigMap("other"), Deployment("meilisearch"), Deployment("lms", image: "example.org/app:2")));
        Assert.Equal(2, prepared.Count);
    }

    [Fact]
    public async Task Databases_that_cannot_be_prepared_keep_workloads_away_until_the_next_deploy()
    {
        beforeWorkloads = (_, _, _, _) => throw new FakeRolloutException("job/lms-job-1 failed.");
        var set = Set(Namespace(), ConfigMap("settings"), Deployment("lms"));

        var failure = await Assert.ThrowsAsync<DeployFailedException>(() => DeployAsync(set));

        Assert.StartsWith("job/lms-job-1 failed.\nRelease 1 of", failure.Message, StringComparison.Ordinal);
        Assert.Null(await ReadAsync(Deployment("lms")));
        beforeWorkloads = (_, _, _, _) => Task.CompletedTask;
        await DeployAsync(set);
        Assert.NotNull(await ReadAsync(Deployment("lms")));
    }

    [Fact]
    public async Task Only_what_differs_is_applied_and_waited_for()
    {
        await DeployAsync(Set(Namespace(), ConfigMap("settings"), Deployment("lms"), Deployment("cms")));
        var before = OurTime(await ReadAsync(Deployment("cms")));
        await DeployAsync(Set(Namespace(), ConfigMap("settings"), Deployment("lms", image: "example.org/app:2"), Deployment("cms")));
        Assert.Equal("deployment/lms", rollout.Waited[^1]);
        Assert.Equal(before, OurTime(await ReadAsync(Deployment("cms"))));
        Assert.Contains("workloads: applied deployment/lms", report.Said);
    }

    [Fact]
    public async Task What_is_no_longer_part_of_the_platform_goes_after_the_rollout()
    {
        await DeployAsync(Set(Namespace(), ConfigMap("settings-1"), Deployment("lms"), Deployment("mfe")));
        rollout.Act = async (_, _) => Assert.NotNull(await ReadAsync(Deployment("mfe")));
        var plan = await DeployAsync(Set(Namespace(), ConfigMap("settings-2"), Deployment("lms")));
        Assert.Contains(
            new Change(ChangeKind.Delete, $"deployment/{Space}/mfe", "no longer part of the platform; removed after the rollout"),
                plan.Changes);
        Assert.Equal("removed what is no longer part of the platform: deployment/mfe", report.Said[^1]);
        Assert.Null(await ReadAsync(Deployment("mfe")));
        rollout.Act = null;

        // The release before may be gone back to, so its ConfigMap stays for one more.
        Assert.NotNull(await ReadAsync(ConfigMap("settings-1")));
        Assert.False((await PlanAsync(Set(Namespace(), ConfigMap("settings-2"), Deployment("lms")))).HasChanges);
        await DeployAsync(Set(Namespace(), ConfigMap("settings-3"), Deployment("lms")));
        Assert.Null(await ReadAsync(ConfigMap("settings-1")));
        Assert.NotNull(await ReadAsync(ConfigMap("settings-2")));
    }

    [Fact]
    public async Task A_release_that_does_not_run_is_rolled_back_to_the_last_healthy_one()
    {
        await DeployAsync(Set(Namespace(), Deployment("lms")));
        FailFor("example.org/app:2");
        var failure = await Assert.ThrowsAsync<DeployFailedException>(
            () => DeployAsync(Set(Namespace(), Deployment("lms", image: "example.org/app:2"), Deployment("new"))));
        Assert.Equal(
            $"deployment/lms does not start.\nMore facts.\nRelease 2 of {Space} failed and was rolled back: release 1 runs again. Mend "
            + "the cause, "
            + "then deploy again; to look at a failed release in the cluster, deploy with --on-failure keep.",
            failure.Message);
        Assert.Equal((2, 1), (failure.Release.Number, failure.Restored!.Number));
        Assert.Equal([$"Release 2 failed; goes back to release 1. deployment/lms does not start."], report.Warnings);
        Assert.Equal("example.org/app:1", await ImageAsync());
        Assert.Null(await ReadAsync(Deployment("new")));
        var releases = await ReleasesAsync();
        Assert.Equal([ReleaseResult.Failed, ReleaseResult.Healthy], releases.Select(r => r.Result));
        Assert.Equal("rolled back to release 1: deployment/lms does not start.", releases[0].Note);

        // The cause is mended: everything is waited for, because the last release did not end well.
        rollout.Act = null;
        await DeployAsync(Set(Namespace(), Deployment("lms")));
        Assert.Equal($"namespace/{Space} deployment/lms", rollout.Waited[^1]);
        Assert.Equal(3, (await ReleasesAsync())[0].Number);
    }

    [Fact]
    public async Task A_release_that_does_not_run_is_kept_when_asked_for()
    {
        await DeployAsync(Set(Namespace(), Deployment("lms")));
        FailFor("example.org/app:2");
        onFailure = OnFailure.Keep;
        var failure = await Assert.ThrowsAsync<DeployFailedException>(
            () => DeployAsync(Set(Namespace(), Deployment("lms", image: "example.org/app:2"))));
        Assert.Equal(
            $"deployment/lms does not start.\nMore facts.\nRelease 2 of {Space} failed and was kept as it is, as --on-failure keep asks. "
            + "Go back to "
            + "the last healthy release with ./build.sh Rollback, or mend the cause and deploy again.",
            failure.Message);
        Assert.Equal("example.org/app:2", await ImageAsync());
    }

    [Fact]
    public async Task A_first_release_that_does_not_run_has_nothing_to_go_back_to()
    {
        FailFor("example.org/app:1");
        var failure = await Assert.ThrowsAsync<DeployFailedException>(() => DeployAsync(Set(Namespace(), Deployment("lms"))));
        Assert.Equal(
            $"deployment/lms does not start.\nMore facts.\nRelease 1 of {Space} failed, and there is no healthy release to go back to, so "
            + "it was "
            + "kept as it is. Mend the cause and deploy again: it continues.",
            failure.Message);
        report.Said.Clear();
        var plan = await PlanAsync(Set(Namespace(), Deployment("lms"), Deployment("cms")));
        Assert.Equal([$"+ deployment/{Space}/cms"], report.Said);
        Assert.Equal(
            new Change(ChangeKind.Run, $"release/{Space}/2", "waits for the rollout; release 1 did not become healthy"), plan.Changes[^1]);
    }

    [Fact]
    public async Task Going_back_that_fails_too_names_both_causes()
    {
        await DeployAsync(Set(Namespace(), Deployment("lms")));
        FailFor("example.org/app:1", "example.org/app:2");
        var failure = await Assert.ThrowsAsync<DeployFailedException>(
            () => DeployAsync(Set(Namespace(), Deployment("lms", image: "example.org/app:2"))));
        Assert.Equal(
            $"deployment/lms does not start.\nMore facts.\nRelease 2 of {Space} failed, and going back failed too: deployment/lms does "
            + "not start.\n"
            + "More facts.\nSome objects may be of one release and some of another. Mend both causes, then deploy again or run ./build.sh "
            + "Rollback.",
            failure.Message);
    }

    [Fact]
    public async Task An_interrupted_deploy_is_marked_and_continued_by_the_next_one()
    {
        using var interruption = new CancellationTokenSource();
        rollout.Act = async (_, token) =>
        {
            await interruption.CancelAsync();
            token.ThrowIfCancellationRequested();
        };
        var set = Set(Namespace(), Deployment("lms"));
        using var stage = Stage(set);
        var plan = await stage.PlanAsync(report, Token);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => stage.ApplyAsync(plan, report, interruption.Token));
        Assert.Equal("it was interrupted", (await ReleasesAsync())[0].Note);
        rollout.Act = null;
        await DeployAsync(set);
        Assert.Equal($"namespace/{Space} deployment/lms", rollout.Waited[^1]);
        Assert.Equal(ReleaseResult.Healthy, (await ReleasesAsync())[0].Result);
    }

    [Fact]
    public async Task What_others_changed_between_plan_and_apply_is_compared_again()
    {
        await DeployAsync(Set(Namespace(), ConfigMap("one", """{"a":"1"}"""), ConfigMap("two", """{"a":"1"}""")));
        var set = Set(Namespace(), ConfigMap("one", """{"a":"1"}"""), ConfigMap("two", """{"a":"2"}"""));
        using var stage = Stage(set);
        var plan = await stage.PlanAsync(report, Token);
        await WriteAsAsync("somebody", ConfigMap("one", """{"a":"theirs"}"""));
        var failure = await Assert.ThrowsAsync<ManifestsRefusedException>(() => stage.ApplyAsync(plan, report, Token));
        Assert.Equal(".data.a is owned by somebody", Assert.Single(failure.Faults).Facts);
        Assert.Equal("1", (string?)(await ReadAsync(ConfigMap("two")))!["data"]!["a"]);
        Assert.Single(await ReleasesAsync());
    }

    [Fact]
    public async Task A_release_is_repeated_from_the_history()
    {
        await DeployAsync(Set(Namespace(), Deployment("lms")));
        await DeployAsync(Set(Namespace(), Deployment("lms", image: "example.org/app:2")));
        using var history = new ReleaseHistory(Access, Space);
        await DeployAsync(await history.LoadAsync(1, Token));
        Assert.Equal("example.org/app:1", await ImageAsync());
        Assert.Equal([3, 2, 1], (await ReleasesAsync()).Select(r => r.Number));
    }

    [Fact]
    public async Task A_plan_without_a_cluster_or_manifests_has_placeholders()
    {
        var gap = new NotLookedAt("the cluster", "it is not there", "Run ProvisionCluster.");
        using var without = new ApplyManifests(null, gap, Request(null), rollout);
        var plan = await without.PlanAsync(report, Token);
        Assert.Equal(["ProvisionCluster"], plan.PlaceholdersFrom);
        Assert.Equal([gap], plan.NotLookedAt);
        Assert.Equal(
            [new Change(ChangeKind.Unknown, $"namespace/{Space}", "server-side apply, then every rollout is waited for (known after "
                + "ProvisionCluster)")],
            plan.Changes);
        plan = await PlanAsync(null);
        Assert.Equal(["RenderManifests"], plan.PlaceholdersFrom);
    }

    [Fact]
    public async Task A_namespace_that_nothing_makes_is_named()
    {
        var failure = await Assert.ThrowsAsync<ManifestsRefusedException>(() => DeployAsync(Set(ConfigMap("one"))));
        Assert.Equal(
            $"The cluster at {Connection.Server} does not take 1 of 1 object, and nothing was changed:\n  namespace/{Space}: it is not "
            + "there, and "
            + "the manifests do not have it. Run SyncSecrets first, which makes it.",
            failure.Message);
    }

    private void FailFor(params string[] images) => rollout.Act = (set, _) =>
        images.Any(image => set.Items.Any(item => item.Document.ToJsonString().Contains($"\"{image}\"", StringComparison.Ordinal)))
            ? throw new FakeRolloutException("deployment/lms does not start.\nMore facts.") : Task.CompletedTask;

    private async Task<ApplyPlan> PlanAsync(ManifestSet? set)
    {
        using var stage = Stage(set);
        return await stage.PlanAsync(report, Token);
    }

    private async Task<ApplyPlan> DeployAsync(ManifestSet set)
    {
        using var stage = Stage(set);
        var plan = await stage.PlanAsync(report, Token);
        report.Said.Clear();
        await stage.ApplyAsync(plan, report, Token);
        return plan;
    }

    private ApplyManifests Stage(ManifestSet? set) => new(Access, null, Request(set), rollout);

    private DeployRequest Request(ManifestSet? set) => new(
        Space, _ => Task.FromResult(set),
        _ => Task.FromResult(new ReleaseOrigin("alice", null, new Dictionary<string, string>(), new Dictionary<string, string>(), "cafe")))
    {
        OnFailure = onFailure,
        BeforeWorkloads = beforeWorkloads,
    };

    private async Task<IReadOnlyList<Release>> ReleasesAsync()
    {
        using var history = new ReleaseHistory(Access, Space);
        return await history.ListAsync(Token);
    }

    private static string? OurTime(JsonObject? live) => (string?)FieldOwnership.Entries(live)
        .Single(entry => (string?)entry!["manager"] == "tutorpipeline" && (string?)entry["operation"] == "Apply")!["time"];

    private async Task<string?> ImageAsync() =>
        (string?)(await ReadAsync(Deployment("lms")))!["spec"]!["template"]!["spec"]!["containers"]![0]!["image"];
}
