using TutorPipeline.Model;
using TutorPipeline.Tutor.Cluster.Access;
using TutorPipeline.Tutor.Cluster.Releases;
using TutorPipeline.Tutor.Tests.Cluster.Apply;
using TutorPipeline.Tutor.Tests.Cluster.Secrets;

namespace TutorPipeline.Tutor.Tests.Cluster.Releases;

public sealed class ListReleasesTests(AnyCluster cluster) : ClusterTest(cluster)
{
    private static readonly ReleaseOrigin Origin = new(
        "ada", "1a2b3c4d5e6f", new Dictionary<string, string> { ["openedx"] = $"registry/openedx@sha256:{new string('a', 64)}" },
        new Dictionary<string, string>(), "cafe");

    private static readonly DateTimeOffset At = new(2026, 11, 23, 14, 5, 0, TimeSpan.Zero);

    [Fact]
    public void A_line_says_what_who_from_where_and_how_it_ended() => Assert.Equal(
        [
            "  12  2026-11-23 14:05 UTC  failed     by ada from 1a2b3c4, openedx sha256:aaaaaaaaaaaa, repeats release 10: it was interrupted",
            "  11  2026-11-23 14:05 UTC  healthy    by ada, openedx sha256:aaaaaaaaaaaa",
        ],
        ListReleases.Lines(
        [
            new Release(12, At, ReleaseResult.Failed, Origin with { RepeatOf = 10 }, "hash", 1) { Note = "it was interrupted" },
            new Release(11, At, ReleaseResult.Healthy, Origin with { Commit = null }, "hash", 1),
        ]));

    [Fact]
    public async Task Tells_them_and_which_is_the_last_healthy_one()
    {
        await MakeNamespaceAsync();
        var report = new FakeReport();
        var stage = new ListReleases(Access, Space, isDryRun: false);
        var none = await stage.PlanAsync(report, Token);
        using (var objects = new ReleaseHistory(Access, Space))
        {
            var first = await objects.AddAsync(Set(ConfigMap("one")), Origin, Token);
            await objects.EndAsync(first, ReleaseResult.Healthy, null, Token);
            await objects.AddAsync(Set(ConfigMap("two")), Origin, Token);
        }

        var two = await stage.PlanAsync(report, Token);

        Assert.Equal(new Change(ChangeKind.Skip, $"releases/{Space}", "nothing was deployed there by this pipeline yet"), none.Changes.Single());
        Assert.Equal(new Change(ChangeKind.Skip, $"releases/{Space}", "1 is the last healthy one"), two.Changes.Single());
        Assert.Equal(["   2", "   1"], report.Said.Select(line => line[..4]));
    }

    [Fact]
    public async Task A_cluster_that_does_not_answer_is_a_gap_in_a_dry_run_and_an_error_otherwise()
    {
        var nowhere = new KubeconfigAccess(Path.Combine(Path.GetTempPath(), "tutorpipeline-nowhere"), null);
        await Assert.ThrowsAnyAsync<PipelineException>(() => new ListReleases(nowhere, Space, isDryRun: false).PlanAsync(new FakeReport(), Token));

        var plan = await new ListReleases(null, Space, isDryRun: true).PlanAsync(new FakeReport(), Token);
        Assert.Equal(["ProvisionCluster"], plan.PlaceholdersFrom);
    }
}
