using TutorPipeline.Model;
using TutorPipeline.Model.Values;
using TutorPipeline.Tutor.Engine;
using TutorPipeline.Tutor.Registry;

namespace TutorPipeline.Tutor.Tests.Registry;

/// <summary>What a push does when something is wrong: no tag that lies, no record of what is not there.</summary>
public sealed class PushImageFaultTests : IDisposable
{
    private const string Release = "openedx:21.0.8-202611231100";

    private readonly PushSurroundings push = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => push.Dispose();

    [Fact]
    public async Task A_push_refused_for_the_login_is_repeated_once_with_a_fresh_one()
    {
        push.Engine.BeforePush = (name, login, _) => Refuse(name, login?.Password.Reveal() == "token1");

        await push.RunAsync();

        Assert.Equal([$"push {Release} as token1", $"push {Release} as token2"], push.Engine.Calls);
        Assert.True(File.Exists(push.File));
    }

    [Fact]
    public async Task A_login_that_is_refused_twice_is_an_error_and_leaves_no_tag_anywhere()
    {
        push.Engine.BeforePush = (name, _, _) => Refuse(name, true);

        await Assert.ThrowsAsync<PushRefusedException>(push.RunAsync);

        Assert.Equal(2, push.Engine.Calls.Count);
        AssertNothingIsLeft();
    }

    [Fact]
    public async Task A_push_refused_for_anything_else_is_not_repeated()
    {
        push.Engine.BeforePush = (name, _, _) => throw new PushRefusedException(name, "disk full", false);

        await Assert.ThrowsAsync<PushRefusedException>(push.RunAsync);

        Assert.Single(push.Engine.Calls);
        AssertNothingIsLeft();
    }

    [Fact]
    public async Task A_cancelled_push_leaves_no_tag_anywhere()
    {
        push.Engine.BeforePush = (_, _, _) => throw new OperationCanceledException();

        await Assert.ThrowsAsync<OperationCanceledException>(push.RunAsync);

        AssertNothingIsLeft();
    }

    [Fact]
    public async Task A_registry_that_keeps_something_else_is_an_error_and_the_tag_is_taken_back()
    {
        push.Engine.ReportedDigest = "sha256:dddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddd";

        var thrown = await Assert.ThrowsAsync<DigestMismatchException>(push.RunAsync);

        Assert.Equal(
            $"The registry does not keep what was pushed as {push.Registry.Host}/{Release}: {push.Engine.ReportedDigest} was pushed, "
            + $"and it has {push.Digest}. Nothing was recorded. Find out whether something else pushes to this repository, "
            + "then run PushImage again.",
            thrown.Message);
        AssertNothingIsLeft();
    }

    [Fact]
    public async Task A_content_tag_that_cannot_be_put_takes_the_first_tag_back()
    {
        push.Registry.Instead = r => r.Method == "PUT" ? new Answer(403) : null;

        await Assert.ThrowsAsync<RegistryLoginException>(push.RunAsync);

        AssertNothingIsLeft();
    }

    [Fact]
    public async Task A_tag_that_the_registry_does_not_delete_is_said()
    {
        push.Registry.Instead = r => r.Method is "PUT" or "DELETE" ? new Answer(405) : null;

        await Assert.ThrowsAsync<RegistryRefusedException>(push.RunAsync);

        Assert.Equal(
            [$"The tag {push.Registry.Host}/{Release} stays in the registry, which did not delete it; nothing refers to it."],
            push.Report.Warnings);
    }

    [Theory]
    [InlineData("openedx:src-1")]
    [InlineData(Release)]
    public async Task A_tag_that_names_another_image_is_an_error(string tag)
    {
        const string other = "{}";
        push.Registry.Tags[tag] = other;

        var thrown = await Assert.ThrowsAsync<TagTakenException>(push.RunAsync);

        Assert.StartsWith(
            $"The tag {push.Registry.Host}/{tag} exists already and names another image: it has {FakeRegistry.DigestOf(other)}, "
            + "and this run has one that was built here. Tags of releases never move. ",
            thrown.Message,
            StringComparison.Ordinal);
        Assert.Equal((tag, other), (Assert.Single(push.Registry.Tags).Key, push.Registry.Tags[tag]));
        Assert.False(File.Exists(push.File));
    }

    [Fact]
    public async Task An_image_that_has_gone_since_it_was_found_says_to_build_it()
    {
        push.Built = [push.Image("openedx") with { Digest = push.Digest }];

        var thrown = await Assert.ThrowsAsync<ImageGoneException>(push.RunAsync);

        Assert.Equal(
            $"The registry no longer has {push.Registry.Host}/openedx:src-1, which BuildImage found there; it may have been deleted. Run "
            + "BuildImage again: it builds it anew.",
            thrown.Message);
    }

    [Fact]
    public async Task A_registry_that_cannot_be_asked_is_a_gap_in_the_plan_and_an_error_when_applied()
    {
        var nowhere = ImageReference.Parse($"127.0.0.1:{LoopbackServer.FreePort()}/openedx", null);
        push.Built = [push.Image("openedx") with { Repository = nowhere }];

        var plan = await push.Stage.PlanAsync(push.Report, Token);

        Assert.Equal(ChangeKind.Run, Assert.Single(plan.Changes).Kind);
        var gap = Assert.Single(plan.NotLookedAt);
        Assert.Equal(("what the registry has", "make the registry reachable and plan again"), (gap.What, gap.HowToGet));
        var thrown = await Assert.ThrowsAsync<RegistryUnreachableException>(() => push.Stage.ApplyAsync(plan, push.Report, Token));
        Assert.Equal(gap.Why, thrown.Message);
        Assert.Empty(push.Engine.Calls);
    }

    [Fact]
    public async Task A_cache_that_cannot_be_pushed_is_a_warning()
    {
        push.Built = [push.Built![0] with { Cache = ImageReference.Parse($"{push.Registry.Host}/cache:main", null) }];
        push.Engine.BeforePush = (name, _, _) => Refuse(name, name.Repository == "cache");

        await push.RunAsync();

        Assert.StartsWith(
            "The layers of openedx are not in the build cache, so a later build takes longer. The push of ",
            Assert.Single(push.Report.Warnings),
            StringComparison.Ordinal);
        Assert.True(File.Exists(push.File));
    }

    [Fact]
    public async Task A_record_that_cannot_be_read_says_what_to_do()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(push.File)!);
        await File.WriteAllTextAsync(push.File, """{"schemaVersion":2,"images":[]}""", Token);

        var thrown = await Assert.ThrowsAsync<PushedImagesException>(push.RunAsync);

        Assert.Equal(
            $"{push.File} cannot be read: its schemaVersion is not 1. PushImage writes it: delete the file and run PushImage again.",
            thrown.Message);
    }

    [Fact]
    public async Task Tells_each_step_of_a_layer_and_every_ten_seconds_how_far_all_are()
    {
        push.Engine.BeforePush = (_, _, progress) =>
        {
            progress.Report(new LayerProgress("aaa", "Pushing", 1_000_000, 4_000_000));
            progress.Report(new LayerProgress("bbb", "Layer already exists", 0, null));
            push.Clock.Now += TimeSpan.FromSeconds(11);
            progress.Report(new LayerProgress("aaa", "Pushing", 2_000_000, 4_000_000));
            progress.Report(new LayerProgress("aaa", "Pushing", 3_000_000, 4_000_000));
            progress.Report(new LayerProgress("aaa", "Pushed", 0, null));
        };

        await push.RunAsync();

        Assert.Equal(
            [
                $"Pushing {push.Registry.Host}/{Release}",
                "openedx: layer aaa: Pushing",
                "openedx: layer bbb: Layer already exists",
                "openedx: 2.0 MB of 4.0 MB sent, 1 of 2 layers to go",
                "openedx: layer aaa: Pushed",
            ],
            push.Report.Said.Take(5));
        Assert.StartsWith(
            $"Pushed {push.Registry.Host}/{Release} as {push.Digest}: 3.0 MB in ", push.Report.Said[5], StringComparison.Ordinal);
    }

    private static void Refuse(ImageReference name, bool isRefused)
    {
        if (isRefused)
        {
            throw new PushRefusedException(name, "denied: Your authorization token has expired.", true);
        }
    }

    private void AssertNothingIsLeft()
    {
        Assert.Empty(push.Registry.Tags);
        Assert.Equal(["tutorpipeline/openedx:src-1"], push.Engine.Names.Keys);
        Assert.False(File.Exists(push.File));
    }
}
