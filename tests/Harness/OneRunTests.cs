namespace TutorPipeline.Harness.Tests;

/// <summary><c>tests/rehearse ARGS…</c>: starts, runs, stops.</summary>
public static class OneRunTests
{
    [Fact]
    public static void Gives_the_pipelines_exit_code_and_leaves_nothing_running()
    {
        Moto.OrSkip();
        using var platform = new Platform("echo \"$# $1\"; exit 7");

        var outcome = platform.Run("Provision --env prod");

        Assert.Equal(7, outcome.ExitCode);
        Assert.Equal("1 Provision --env prod\n", outcome.Output);
        Assert.Equal(2, Platform.ProcessesIn(outcome.Error).Length);
        Running.AssertGone(Platform.ProcessesIn(outcome.Error));
        Assert.Empty(Directory.GetFileSystemEntries(platform.PathOf(".nuke/temp/rehearsal")));
    }

    [Fact]
    public static void Says_what_is_real_and_what_stands_in()
    {
        Moto.OrSkip();
        using var platform = new Platform();

        var lines = platform.Run("Anything").Error.Split('\n');

        Assert.Matches("^rehearsal: Kubernetes: stand-in, .* v1[.]26.* https://127[.]0[.]0[.]1:", lines[0]);
        Assert.Matches("^rehearsal: AWS: stand-in, moto [0-9.]+ with .*, account 210987654321, http://127[.]0[.]0[.]1:", lines[1]);
        Assert.Equal("rehearsal: Made the hosted zone school.example, as its owner would have before.", lines[2]);
    }

    [Fact]
    public static void Leads_the_check_of_the_platform_to_what_plays_it()
    {
        Moto.OrSkip();
        using var platform = new Platform(
            "grep -c 'BEGIN CERTIFICATE' \"$NUKE_CHECK_TRUST\"; echo \"$NUKE_CHECK_ADDRESS $NUKE_CHECK_CDN_ADDRESS\"");

        Assert.Matches("^1\n(127[.]0[.]0[.]1:[0-9]+) \\1\n$", platform.Run("Anything").Output);
    }

    [Fact]
    public static void Hides_the_callers_own_way_to_aws()
    {
        Moto.OrSkip();
        using var platform = new Platform(
            "echo \"${AWS_PROFILE-none} ${AWS_SESSION_TOKEN-none} $AWS_ACCESS_KEY_ID $AWS_REGION $AWS_EC2_METADATA_DISABLED\"");
        platform.Variables["AWS_PROFILE"] = "mine";
        platform.Variables["AWS_SESSION_TOKEN"] = "mine";
        platform.Variables["AWS_ACCESS_KEY_ID"] = "mine";

        Assert.Equal("none none rehearsal us-west-2 true\n", platform.Run("Anything").Output);
    }

    [Fact]
    public static void Uses_the_cluster_that_is_named()
    {
        Moto.OrSkip();
        using var platform = new Platform("echo \"$NUKE_KUBECONFIG\"");
        platform.Write("own.kubeconfig", "{}");
        platform.Variables["REHEARSAL_KUBECONFIG"] = platform.PathOf("own.kubeconfig");

        var outcome = platform.Run("Anything");

        Assert.Equal(platform.PathOf("own.kubeconfig") + "\n", outcome.Output);
        Assert.Contains("Kubernetes: real, the cluster of REHEARSAL_KUBECONFIG", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public static void Reads_the_account_of_the_folder_that_root_names()
    {
        Moto.OrSkip();
        using var platform = new Platform();
        platform.Write("other/.nuke/parameters.json", """{ "AwsAccountId": "111122223333" }""");

        var outcome = platform.Run("Anything", "--root", platform.PathOf("other"));

        Assert.Contains("account 111122223333", outcome.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("hosted zone", outcome.Error, StringComparison.Ordinal);
    }
}
