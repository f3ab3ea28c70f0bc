using TutorPipeline.Model;
using TutorPipeline.Model.Values;
using TutorPipeline.Tutor.Images;

namespace TutorPipeline.Tutor.Tests.Images;

public sealed class RegistryLookTests
{
    private static readonly BuiltImage Image = new(
        "openedx", ImageReference.Parse("tutorpipeline/x/openedx:src-1", null), ImageReference.Parse("localhost:5000/openedx", null), "src-1",
        "21.0.8-202611231320", null);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_newest_of_what_was_built_again_is_taken()
    {
        var found = await Look("src-1", "src-1.1", "src-1.3").FindAsync(Image, [], Cancellation);

        Assert.Equal(new FoundImage("src-1.1", "sha256:src-1.1", 1), found);
    }

    [Fact]
    public async Task Two_builds_of_one_minute_get_tags_of_their_own()
    {
        Assert.Equal(Image.ReleaseTag, (await Look("src-1").WithFreeTagAsync(Image, Cancellation)).ReleaseTag);
        Assert.Equal(
            "21.0.8-202611231320.2",
            (await Look("21.0.8-202611231320", "21.0.8-202611231320.1").WithFreeTagAsync(Image, Cancellation)).ReleaseTag);
    }

    [Fact]
    public async Task A_registry_that_cannot_be_asked_is_a_gap_in_a_dry_run_and_otherwise_an_error()
    {
        var gaps = new List<NotLookedAt>();
        var look = new RegistryLook((_, _) => throw new GoneException(), isDryRun: true);

        Assert.Null(await look.FindAsync(Image, gaps, Cancellation));
        Assert.Equal(Image, await look.WithFreeTagAsync(Image, Cancellation));
        Assert.Equal("whether the registry has localhost:5000/openedx:src-1", Assert.Single(gaps).What);
        await Assert.ThrowsAsync<GoneException>(
            () => new RegistryLook((_, _) => throw new GoneException(), isDryRun: false).FindAsync(Image, gaps, Cancellation));
    }

    private static RegistryLook Look(params string[] tags) =>
        new((image, _) => Task.FromResult(tags.Contains(image.Tag) ? $"sha256:{image.Tag}" : null), isDryRun: false);

    private sealed class GoneException() : PipelineException("The registry is gone.");
}
