using TutorPipeline.Model;
using TutorPipeline.Model.Values;

namespace TutorPipeline.Tutor.Tests.Registry;

/// <summary>What a push does when all goes well, and when there is nothing to do.</summary>
public sealed class PushImageTests : IDisposable
{
    private readonly PushSurroundings push = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => push.Dispose();

    [Fact]
    public async Task Before_anything_was_built_the_plan_waits_for_BuildImage()
    {
        push.Built = null;

        var plan = await push.Stage.PlanAsync(push.Report, Token);

        Assert.Equal([new Change(ChangeKind.Unknown, "images", "(known after BuildImage)")], plan.Changes);
        Assert.Equal(["BuildImage"], plan.PlaceholdersFrom);
        Assert.Empty(push.Registry.Requests);
    }

    [Fact]
    public async Task The_plan_says_what_goes_where_and_changes_nothing()
    {
        push.Built = [push.Image("openedx") with { Cache = ImageReference.Parse($"{push.Registry.Host}/openedx-cache:main", null) }];

        var plan = await push.Stage.PlanAsync(push.Report, Token);

        var host = push.Registry.Host;
        Assert.Equal(
            [new Change(
                ChangeKind.Run,
                "openedx",
                $"push to {host}/openedx as 21.0.8-202611231100 and src-1, layers for later builds to {host}/openedx-cache:main")],
            plan.Changes);
        Assert.True(plan.IsApplicable);
        Assert.Equal(["HEAD openedx:src-1"], push.Registry.Requests);
        Assert.Empty(push.Engine.Calls);
    }

    [Fact]
    public async Task One_push_two_tags_one_digest()
    {
        await push.RunAsync();

        Assert.Equal(["push openedx:21.0.8-202611231100 as token1"], push.Engine.Calls);
        Assert.Equal(["openedx:21.0.8-202611231100", "openedx:src-1"], push.Registry.Tags.Keys.Order());
        Assert.Single(push.Registry.Tags.Values.Distinct());
        Assert.Equal(["tutorpipeline/openedx:src-1"], push.Engine.Names.Keys);
    }

    [Fact]
    public async Task The_content_tag_is_put_last_and_only_on_what_was_compared()
    {
        await push.RunAsync();

        Assert.Equal(
            [
                "HEAD openedx:src-1", "HEAD openedx:21.0.8-202611231100", "HEAD openedx:21.0.8-202611231100", "HEAD openedx:src-1",
                $"GET openedx:{push.Digest}", "PUT openedx:src-1",
            ],
            push.Registry.Requests);
    }

    [Fact]
    public async Task What_was_pushed_is_written_down_by_digest()
    {
        await push.RunAsync();

        Assert.Equal(
            $$"""
            {
              "schemaVersion": 1,
              "images": [
                {
                  "name": "openedx",
                  "reference": "{{push.Registry.Host}}/openedx@{{push.Digest}}",
                  "digest": "{{push.Digest}}",
                  "contentTag": "src-1",
                  "tags": [
                    "src-1",
                    "21.0.8-202611231100"
                  ],
                  "pushedAt": "2026-11-23T11:00:00+00:00"
                }
              ]
            }
            """,
            await File.ReadAllTextAsync(push.File, Token));
        Assert.Equal([push.File], Directory.GetFiles(Path.GetDirectoryName(push.File)!));
    }

    [Fact]
    public async Task A_second_push_asks_the_registry_once_and_does_nothing()
    {
        await push.RunAsync();
        var written = await File.ReadAllTextAsync(push.File, Token);
        var (requests, calls) = (push.Registry.Requests.Count(), push.Engine.Calls.Count);
        push.Clock.Now += TimeSpan.FromHours(1);

        var plan = await push.RunAsync();

        Assert.Equal(
            [new Change(ChangeKind.Skip, "openedx", $"{push.Registry.Host}/openedx has src-1: {push.Digest}")], plan.Changes);
        Assert.Equal(["HEAD openedx:src-1"], push.Registry.Requests.Skip(requests));
        Assert.Equal(calls, push.Engine.Calls.Count);
        Assert.Equal(written, await File.ReadAllTextAsync(push.File, Token));
    }

    [Fact]
    public async Task An_image_that_the_registry_had_is_written_down_and_not_pushed()
    {
        push.Registry.Tags["openedx:src-1"] = Manifest;
        push.Built = [push.Image("openedx") with { Digest = push.Digest }];

        await push.RunAsync();

        Assert.Empty(push.Engine.Calls);
        var image = Assert.Single((await TutorPipeline.Tutor.Registry.PushedImages.ReadAsync(push.File, Token))!.Images);
        Assert.Equal(($"{push.Registry.Host}/openedx@{push.Digest}", null), (image.Reference, image.PushedAt));
        Assert.Equal(["src-1"], image.Tags);
    }

    [Fact]
    public async Task An_image_that_was_pushed_and_not_written_down_is_recognised()
    {
        push.Registry.Tags["openedx:src-1"] = Manifest;

        var plan = await push.RunAsync();

        Assert.Equal(ChangeKind.Skip, Assert.Single(plan.Changes).Kind);
        Assert.Empty(push.Engine.Calls);
        Assert.True(File.Exists(push.File));
    }

    [Fact]
    public async Task A_push_that_was_cut_off_after_its_first_tag_is_completed_without_a_second_push()
    {
        push.Registry.Tags["openedx:21.0.8-202611231100"] = Manifest;

        await push.RunAsync();

        Assert.Empty(push.Engine.Calls);
        Assert.Equal(Manifest, push.Registry.Tags["openedx:src-1"]);
    }

    [Fact]
    public async Task All_images_are_pushed_with_one_login_and_the_cache_last()
    {
        var mfe = push.Image("openedx-mfe");
        push.Engine.Names[mfe.Candidate.ToString()] = "sha256:b";
        push.Built = [push.Built![0] with { Cache = ImageReference.Parse($"{push.Registry.Host}/openedx-cache:main", null) }, mfe];

        await push.RunAsync();

        Assert.Equal(
            [
                "push openedx:21.0.8-202611231100 as token1", "push openedx-mfe:21.0.8-202611231100 as token1",
                "push openedx-cache:main as token1",
            ],
            push.Engine.Calls);
        Assert.Equal(Manifest, push.Registry.Tags["openedx-cache:main"]);
    }

    private static string Manifest => FakeEngine.Manifest(PushSurroundings.Id);
}
