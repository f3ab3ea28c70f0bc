using TutorPipeline.Model.Values;
using TutorPipeline.Tutor.Engine;
using TutorPipeline.Tutor.Tests.Registry;

namespace TutorPipeline.Tutor.Tests.Engine;

/// <summary>The real engine does what the port promises.</summary>
[Collection("real engine")]
public sealed class DockerEngineTests(RealEngine real)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Says_what_it_is()
    {
        using var engine = real.OrSkip();

        var facts = await engine.ExamineAsync(Token);

        Assert.True(Version.Parse(facts.ApiVersion) >= DockerEngine.OldestApi, facts.ApiVersion);
        Assert.NotEmpty(facts.Version);
    }

    [Fact]
    public async Task Finds_an_image_by_name_and_by_id_with_its_labels()
    {
        using var engine = real.OrSkip();
        var image = await real.MakeImageAsync("found", "LABEL color=green");

        var byName = await engine.FindAsync(image, Token);
        var byId = await engine.FindAsync(ImageReference.Parse(byName!.Id, null), Token);

        Assert.Equal("green", byName.Labels["color"]);
        Assert.Equal(byName.Id, byId!.Id);
        Assert.True(byName.Size > 100_000);
        Assert.Null(await engine.FindAsync(ImageReference.Parse("nobody/has:this", null), Token));
    }

    [Fact]
    public async Task Tells_the_history()
    {
        using var engine = real.OrSkip();
        var image = await real.MakeImageAsync("history");

        Assert.Single(await engine.HistoryAsync(image, Token));
    }

    [Fact]
    public async Task Hands_an_image_over_as_a_tar_with_its_manifest()
    {
        using var engine = real.OrSkip();
        var image = await real.MakeImageAsync("saved");

        await using var stream = await engine.SaveAsync(image, Token);
        await using var tar = new System.Formats.Tar.TarReader(stream);
        var names = new List<string>();
        while (await tar.GetNextEntryAsync(cancellationToken: Token) is { } entry)
        {
            names.Add(entry.Name);
        }

        Assert.Contains("manifest.json", names);
    }

    [Fact]
    public async Task Runs_a_command_without_network_and_leaves_no_container()
    {
        using var engine = real.OrSkip();
        var image = await real.MakeImageAsync("run", "ENTRYPOINT [\"/bin/false\"]");
        var before = await real.CountContainersAsync();

        var result = await engine.RunAsync(
            image, ["/bin/sh", "-c", "echo out; echo err >&2; while read -r line; do echo \"$line\"; done < /proc/net/dev; exit 7"], Token);

        Assert.Equal(7, result.ExitCode);
        Assert.StartsWith("out\n", result.Output, StringComparison.Ordinal);
        Assert.Equal("err\n", result.Error);
        Assert.DoesNotContain("eth0", result.Output, StringComparison.Ordinal);
        Assert.Equal(before, await real.CountContainersAsync());
    }

    [Fact]
    public async Task Kills_and_removes_a_container_whose_run_is_cancelled()
    {
        using var engine = real.OrSkip();
        var image = await real.MakeImageAsync("cancelled");
        var before = await real.CountContainersAsync();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var run = engine.RunAsync(image, ["/bin/sleep", "600"], stop.Token);
        while (await real.CountContainersAsync() == before)
        {
            await Task.Delay(20, Token);
        }

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
        Assert.Equal(before, await real.CountContainersAsync());
    }

    [Fact]
    public async Task A_command_that_is_not_there_is_one_sentence_and_leaves_no_container()
    {
        using var engine = real.OrSkip();
        var image = await real.MakeImageAsync("nocommand");
        var before = await real.CountContainersAsync();

        var thrown = await Assert.ThrowsAsync<EngineRefusedException>(() => engine.RunAsync(image, ["/bin/nothing"], Token));

        Assert.StartsWith($"The container engine did not run /bin/nothing in {image}: ", thrown.Message, StringComparison.Ordinal);
        Assert.Equal(before, await real.CountContainersAsync());
    }

    [Fact]
    public async Task Gives_and_takes_names()
    {
        using var engine = real.OrSkip();
        var image = await real.MakeImageAsync("named");
        var name = ImageReference.Parse("localhost:5/some/other:name", null);

        await engine.TagAsync(image, name, Token);
        Assert.NotNull(await engine.FindAsync(name, Token));
        await engine.UntagAsync(name, Token);
        await engine.UntagAsync(name, Token);

        Assert.Null(await engine.FindAsync(name, Token));
        Assert.NotNull(await engine.FindAsync(image, Token));
    }

    [Fact]
    public async Task An_image_that_is_not_there_cannot_be_named()
    {
        using var engine = real.OrSkip();
        var (image, name) = (ImageReference.Parse("not:there", null), ImageReference.Parse("some:name", null));

        var thrown = await Assert.ThrowsAsync<NoSuchImageException>(() => engine.TagAsync(image, name, Token));

        Assert.Equal(
            "The container engine did not give not:there the name some:name: it has no such image; it may have been removed since it was "
            + "built. Run BuildImage again.",
            thrown.Message);
    }

    [Fact]
    public async Task A_push_to_a_registry_that_is_not_there_says_so_although_the_engine_answers_200()
    {
        using var engine = real.OrSkip();
        var image = await real.MakeImageAsync("nowhere");
        var name = ImageReference.Parse($"127.0.0.1:{LoopbackServer.FreePort()}/nowhere:1", null);
        await engine.TagAsync(image, name, Token);

        var thrown = await Assert.ThrowsAsync<PushRefusedException>(
            () => engine.PushAsync(name, null, new Progress<LayerProgress>(), Token));
        await engine.UntagAsync(name, Token);

        Assert.StartsWith($"The push of {name} was refused: ", thrown.Message, StringComparison.Ordinal);
        Assert.EndsWith(
            "Check the registry's name and that the engine reaches it; plain HTTP is only for loopback addresses.",
            thrown.Message,
            StringComparison.Ordinal);
        Assert.False(thrown.IsForLogin);
    }
}
