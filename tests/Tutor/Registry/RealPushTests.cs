using TutorPipeline.Model;
using TutorPipeline.Model.Values;
using TutorPipeline.Tutor.Engine;
using TutorPipeline.Tutor.Images;
using TutorPipeline.Tutor.Registry;
using TutorPipeline.Tutor.Tests.Cluster.Secrets;
using TutorPipeline.Tutor.Tests.Engine;

namespace TutorPipeline.Tutor.Tests.Registry;

/// <summary>Pushes with a real engine to a real registry.</summary>
[Collection("real engine")]
public sealed class RealPushTests(RealEngine real) : IDisposable
{
    private readonly string file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():n}.json");
    private readonly FakeReport report = new();
    private int logins;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => File.Delete(file);

    [Fact]
    public async Task Pushes_once_under_two_tags_and_into_the_cache_and_then_has_nothing_to_do()
    {
        using var engine = real.OrSkip();
        using var registry = await RealRegistry.StartOrSkipAsync();
        using var client = Client();
        var image = await BuildAsync(registry);

        await RunAsync(engine, client, image);
        var plan = await RunAsync(engine, client, image);

        var pushed = Assert.Single((await PushedImages.ReadAsync(file, Token))!.Images);
        Assert.Equal(pushed.Digest, await client.FindDigestAsync(image.Repository.WithTag(image.ContentTag), Token));
        Assert.Equal(pushed.Digest, await client.FindDigestAsync(image.Repository.WithTag(image.ReleaseTag), Token));
        Assert.Equal(pushed.Digest, await client.FindDigestAsync(image.Cache!, Token));
        Assert.Equal(ChangeKind.Skip, Assert.Single(plan.Changes).Kind);
        Assert.Empty(report.Warnings);
        Assert.Null(await engine.FindAsync(image.Repository.WithTag(image.ReleaseTag), Token));
        Assert.NotNull(await engine.FindAsync(image.Candidate, Token));
    }

    [Fact]
    public async Task The_image_is_recognised_in_the_registry_without_any_record_of_the_push()
    {
        using var engine = real.OrSkip();
        using var registry = await RealRegistry.StartOrSkipAsync();
        using var client = Client();
        var image = await BuildAsync(registry);
        await RunAsync(engine, client, image);
        File.Delete(file);

        var plan = await RunAsync(engine, client, image);

        Assert.Equal(ChangeKind.Skip, Assert.Single(plan.Changes).Kind);
        Assert.True(File.Exists(file));
    }

    [Fact]
    public async Task Another_image_under_the_same_content_is_refused()
    {
        using var engine = real.OrSkip();
        using var registry = await RealRegistry.StartOrSkipAsync();
        using var client = Client();
        await RunAsync(engine, client, await BuildAsync(registry));
        File.Delete(file);

        var other = await BuildAsync(registry);

        await Assert.ThrowsAsync<TagTakenException>(() => RunAsync(engine, client, other));
    }

    [Fact]
    public async Task A_login_that_has_expired_is_replaced_and_the_push_goes_on()
    {
        using var engine = real.OrSkip();
        using var registry = await RealRegistry.StartOrSkipAsync(isClosed: true);
        using var client = Client();
        var image = await BuildAsync(registry);

        await RunAsync(engine, client, image, firstRight: 2);

        Assert.Contains(report.Said, said => said.EndsWith("trying once more with a fresh one", StringComparison.Ordinal));
        Assert.Equal(
            Assert.Single((await PushedImages.ReadAsync(file, Token))!.Images).Digest,
            await client.FindDigestAsync(image.Repository.WithTag(image.ContentTag), Token));
    }

    [Fact]
    public async Task A_login_that_is_wrong_leaves_no_tag()
    {
        using var engine = real.OrSkip();
        using var registry = await RealRegistry.StartOrSkipAsync(isClosed: true);
        using var client = Client();
        var image = await BuildAsync(registry) with { Cache = null };

        var thrown = await Assert.ThrowsAsync<PushRefusedException>(() => RunAsync(engine, client, image, firstRight: int.MaxValue));

        Assert.True(thrown.IsForLogin, thrown.Message);
        Assert.Null(await client.FindDigestAsync(image.Repository.WithTag(image.ReleaseTag), Token));
        Assert.False(File.Exists(file));
    }

    private async Task<BuiltImage> BuildAsync(RealRegistry registry)
    {
        var candidate = await real.MakeImageAsync("tutorpipeline/openedx", "LABEL of=a-test");
        return new BuiltImage(
            "openedx", candidate, ImageReference.Parse($"{registry.Host}/prod/openedx", null), "src-1", "21.0.8-202611231100", null)
        {
            Cache = ImageReference.Parse($"{registry.Host}/prod/openedx-cache:main", null),
        };
    }

    private async Task<PushPlan> RunAsync(IContainerEngine engine, RegistryClient client, BuiltImage image, int firstRight = 0)
    {
        var stage = new PushImage(new Built(image), engine, client, Login(firstRight), file, TimeProvider.System);
        var plan = await stage.PlanAsync(report, Token);
        await stage.ApplyAsync(plan, report, Token);
        return plan;
    }

    private RegistryClient Client() => new(_ => Task.FromResult(Right()));

    private Func<CancellationToken, Task<RegistryLogin?>> Login(int firstRight) => _ =>
        Task.FromResult(++logins < firstRight ? new RegistryLogin("AWS", new Secret("expired")) : Right());

    private static RegistryLogin? Right() => new("AWS", new Secret(RealRegistry.Password));

    private sealed class Built(BuiltImage image) : IBuiltImages
    {
        public Task<IReadOnlyList<BuiltImage>?> ReadAsync(CancellationToken cancellationToken) =>
            Task.FromResult<IReadOnlyList<BuiltImage>?>([image]);
    }
}
