namespace TutorPipeline.Provisioning.Tests;

/// <summary>What deploys of a platform must show.</summary>
/// <param name="life">The platform's life.</param>
[Collection(WholeLifeTests.Definition)]
public sealed class DeployTests(WholeLife life)
{
    private const string Space = "courses-yourschool-virginia";

    private Deploys Deploys
    {
        get
        {
            Assert.SkipUnless(
                life.Deploys is not null,
                "the rehearsal has no engine or no registry: install docker.io, docker-registry, debootstrap, python3-yaml and the buildx plugin, as "
                + ".ci/run does, and run as root");
            return life.Deploys!;
        }
    }

    [Fact]
    public void The_first_one_prepares_databases_before_its_workloads_and_ends_with_a_checked_platform()
    {
        var output = Succeeded(Deploys.First);
        Assert.Contains($"Release 1 of {Space}.", output, StringComparison.Ordinal);
        var (prepared, applied) = (At(output, "first deploy: run init"), At(output, "workloads: applied"));
        Assert.True(prepared < applied, "Workloads were applied before the databases were prepared.");
        Assert.True(At(output, "deployment/lms: rolled out") > applied);
        Assert.Contains("CheckPlatform Succeeded", TroubledPlatform.Words(output), StringComparison.Ordinal);
    }

    [Fact]
    public void A_second_one_changes_nothing()
    {
        var output = Succeeded(Deploys.Second);
        Assert.Contains("objects are unchanged", output, StringComparison.Ordinal);
        Assert.Contains("images, configuration, plugins and Tutor are those of the last initialization", output, StringComparison.Ordinal);
        Assert.DoesNotContain("Release 2", output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_platform_with_data_is_not_changed_without_a_verified_backup()
    {
        Assert.True(Deploys.Unguarded.ExitCode == 1, Deploys.Unguarded.All);
        Assert.Contains(
            "The platform prod has data, and no backup was verified yet. Nothing was applied",
            TroubledPlatform.Words(Deploys.Unguarded.Output), StringComparison.Ordinal);
        Assert.DoesNotContain(" applied ", Deploys.Unguarded.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Status_shows_the_chain_and_the_joint_that_is_missing()
    {
        var output = Succeeded(Deploys.Status);
        Assert.Contains("│ release       1 of ", output, StringComparison.Ordinal);
        Assert.Contains("│ running       replicaset/", output, StringComparison.Ordinal);
        Assert.Contains("There is no complete backup: run BackupNow.", output, StringComparison.Ordinal);
        Assert.DoesNotContain("The registry does not have", output, StringComparison.Ordinal);
        Assert.DoesNotContain("is not of release", output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_dry_run_shows_what_differs_and_says_so_by_its_exit_code()
    {
        Assert.True(Deploys.Difference.ExitCode == 3, Deploys.Difference.All);
        Assert.Contains($"~ deployment/{Space}/lms", Deploys.Difference.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(" applied ", Deploys.Difference.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void An_image_that_crashes_is_explained_and_rolled_back()
    {
        Assert.True(Deploys.Broken.ExitCode == 1, Deploys.Broken.All);
        var words = TroubledPlatform.Words(Deploys.Broken.Output);
        Assert.Contains("ImportError: no module named xblock_of_the_school", words, StringComparison.Ordinal);
        Assert.Contains($"Release 2 of {Space} failed and was rolled back: release 1 runs again.", words, StringComparison.Ordinal);
        Assert.Equal("Your School", Deploys.NameAfterBroken);
    }

    [Fact]
    public void A_change_becomes_a_release_although_the_cluster_throttles_forgets_loses_a_pod_and_is_silent_for_half_a_minute()
    {
        Succeeded(Deploys.Changed);
        Assert.True(Deploys.WasDisturbed, Deploys.Changed.All);
        Assert.Equal("Other School", Deploys.NameAfterChanged);
    }

    [Fact]
    public void One_can_go_back_to_a_release()
    {
        Assert.Contains("Goes back to release 1", Succeeded(Deploys.Back), StringComparison.Ordinal);
        Assert.Equal("Your School", Deploys.NameAfterBack);
    }

    [Fact]
    public void One_that_is_killed_at_any_step_is_continued_by_the_next()
    {
        Assert.Equal(KilledDeploys.Steps.Count, Deploys.Killed.Exits.Count);
        Assert.All(
            KilledDeploys.Steps.Zip(Deploys.Killed.Exits),
            step => Assert.True(step.Second is not (null or 0), $"{step.First}: exit code {step.Second}\n{Deploys.Killed.Output}"));
        Succeeded(Deploys.Continued);
        Assert.Equal("Third School", Deploys.NameAfterContinued);
    }

    [Fact]
    public void A_new_password_is_told_to_the_server_before_the_pods()
    {
        var output = Succeeded(Deploys.Rotated);
        Assert.NotEqual(Deploys.Password.Before, Deploys.Password.After);
        Assert.True(At(output, "the platform's user of MySQL") < At(output, "workloads: applied"));
    }

    [Fact]
    public void Releases_tell_who_and_what_and_how_it_ended()
    {
        var lines = Succeeded(Deploys.Releases).Split('\n').Where(line => line.Contains(" UTC  ", StringComparison.Ordinal)).ToList();
        Assert.Contains(lines, line => line.Contains("   1  ", StringComparison.Ordinal) && line.Contains("healthy", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.Contains("   2  ", StringComparison.Ordinal) && line.Contains("rolled back to release 1", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.Contains("repeats release 1", StringComparison.Ordinal));
        Assert.All(lines, line => Assert.Contains("openedx sha256:", line, StringComparison.Ordinal));
    }

    [Fact]
    public void Nothing_of_a_render_is_left() => Assert.Empty(Deploys.RendersLeft);

    private static string Succeeded(Outcome outcome)
    {
        Assert.True(outcome.ExitCode == 0, outcome.All);
        return outcome.Output;
    }

    private static int At(string text, string part)
    {
        var at = text.IndexOf(part, StringComparison.Ordinal);
        Assert.True(at >= 0, $"'{part}' is not in: {text}");
        return at;
    }
}
