using TutorPipeline.Model.Backups;
using TutorPipeline.Stages;
using TutorPipeline.Tutor.Cluster.Releases;

namespace TutorPipeline.Tests.Stages;

public static class CustodyTests
{
    private const string Image = "123456789012.dkr.ecr.us-east-1.amazonaws.com/openedx@sha256:0123456789abcdef";

    private static readonly BackupId Backup = BackupId.Parse("20261123-0800");

    [Fact]
    public static void A_chain_whose_joints_match_is_shown_side_by_side()
    {
        Assert.Equal(
            [
                "sources       openedx-platform aaaaaaaaaaaa", "images        openedx sha256:0123456789ab", "running       replicaset/lms-1",
                "release       4 of 2026-11-23 09:00 UTC by ann", "backup        20261123-0800", "verification  20261123-0800, good, depth read",
            ],
            Chain().Lines());
        Assert.Empty(Chain().Gaps());
    }

    [Fact]
    public static void Each_joint_that_does_not_match_is_named()
    {
        Assert.Equal(
            ["openedx-platform is resolved to bbbbbbbbbbbb, and release 4 has aaaaaaaaaaaa: run Deploy to bring it."],
            (Chain() with { Sources = new Dictionary<string, string> { ["openedx-platform"] = new('b', 40) } }).Gaps());
        Assert.Equal(
            ["The registry does not have openedx at sha256:0123456789ab, which release 4 runs: a new pod could not start. Run PushImage."],
            (Chain() with { InRegistry = new HashSet<string>() }).Gaps());
        Assert.Equal(
            ["replicaset/lms-2 runs sha256:fedcba987654, which is not of release 4: somebody changed it by hand, or a deploy is under way."],
            (Chain() with { Running = Runs("lms-2", Image.Split('@')[0] + "@sha256:fedcba9876543210") }).Gaps());
        Assert.Equal(
            ["Release 5 is newer than 4 and did not become healthy: see './build.sh Releases'."],
            (Chain() with { Releases = [Release(5, ReleaseResult.Failed), Release(4, ReleaseResult.Healthy)] }).Gaps());
        Assert.Equal(
            ["No release became healthy, so nothing else can be compared: run Deploy."],
            (Chain() with { Releases = [Release(5, ReleaseResult.Failed)] }).Gaps());
    }

    [Fact]
    public static void A_backup_that_is_missing_older_or_unproven_is_named()
    {
        Assert.Equal(["There is no complete backup: run BackupNow."], (Chain() with { LastBackup = null }).Gaps());
        Assert.Equal(
            ["Backup 20261123-0800 was taken of release 3, and 4 runs: run BackupNow."], (Chain() with { BackupRelease = 3 }).Gaps());
        Assert.Equal(["Backup 20261123-0800 was not verified yet: run VerifyBackup."], (Chain() with { Verified = null }).Gaps());
        var faulty = Chain().Verified! with { Findings = [new BackupFinding("mysql.sql.zst", false, "is cut off")] };
        Assert.Equal(
            ["The verification of backup 20261123-0800 found faults: run VerifyBackup to see them."], (Chain() with { Verified = faulty }).Gaps());
    }

    [Fact]
    public static void Other_images_than_the_release_s_are_nobody_s_fault() =>
        Assert.Empty((Chain() with { Running = Runs("caddy-1", "docker.io/caddy:2.7.4") }).Gaps());

    private static Dictionary<string, IReadOnlyList<string>> Runs(string set, string image) => new() { [set] = [image] };

    private static Release Release(int number, ReleaseResult result) => new(
        number, new DateTimeOffset(2026, 11, 23, 9, 0, 0, TimeSpan.Zero), result,
        new ReleaseOrigin(
            "ann", null, new Dictionary<string, string> { ["openedx"] = Image },
            new Dictionary<string, string> { ["openedx-platform"] = new('a', 40) }, "hash"),
        "hash", 1);

    private static Custody Chain() => new(
        new Dictionary<string, string> { ["openedx-platform"] = new('a', 40) },
        new HashSet<string> { "openedx" },
        Runs("lms-1", Image),
        [Release(4, ReleaseResult.Healthy)],
        Backup,
        4,
        new BackupVerdict(
            "prod", Backup, BackupDepth.Read, DateTimeOffset.UnixEpoch, null, null,
            [new MemberVerdict("mysql.sql.zst", "MySQL", BackupDepth.Read, null, 1, 1, 1)], []));
}
