using TutorPipeline.Model.Values;
using TutorPipeline.Tutor.Engine;

namespace TutorPipeline.Tutor.Tests.Registry;

/// <summary>An engine whose pushes end in a <see cref="FakeRegistry"/>; remembers what it was asked for.</summary>
internal sealed class FakeEngine(FakeRegistry registry) : IContainerEngine
{
    /// <summary>The names that it has, and the ids of their images.</summary>
    public Dictionary<string, string> Names { get; } = [];

    public List<string> Calls { get; } = [];

    /// <summary>What a push reports as its digest; null for the true one.</summary>
    public string? ReportedDigest { get; set; }

    /// <summary>Called before each push, which it may make fail.</summary>
    public Action<ImageReference, RegistryLogin?, IProgress<LayerProgress>> BeforePush { get; set; } = (_, _, _) => { };

    /// <summary>The manifest of an image, which names the image's id as its configuration.</summary>
    public static string Manifest(string id) => $$$"""{"config":{"digest":"{{{id}}}"}}""";

    public Task<EngineFacts> ExamineAsync(CancellationToken cancellationToken) =>
        throw new InvalidOperationException("What cannot push says so by itself.");

    public Task<EngineImage?> FindAsync(ImageReference image, CancellationToken cancellationToken) => Task.FromResult(
        Names.TryGetValue(image.ToString(), out var id) ? new EngineImage(id, 1, new Dictionary<string, string>(), []) : null);

    public Task TagAsync(ImageReference image, ImageReference name, CancellationToken cancellationToken)
    {
        Names[name.ToString()] = Names[image.ToString()];
        return Task.CompletedTask;
    }

    public Task UntagAsync(ImageReference name, CancellationToken cancellationToken)
    {
        Names.Remove(name.ToString());
        return Task.CompletedTask;
    }

    public Task<string> PushAsync(
        ImageReference name, RegistryLogin? login, IProgress<LayerProgress> progress, CancellationToken cancellationToken)
    {
        Calls.Add($"push {name.Repository}:{name.Tag} as {login?.Password.Reveal()}");
        BeforePush(name, login, progress);
        var manifest = Manifest(Names[name.ToString()]);
        registry.Tags[$"{name.Repository}:{name.Tag}"] = manifest;
        return Task.FromResult(ReportedDigest ?? FakeRegistry.DigestOf(manifest));
    }

    public Task<IReadOnlyList<string>> HistoryAsync(ImageReference image, CancellationToken cancellationToken) =>
        throw new InvalidOperationException("Pushing asks for no history.");

    public Task<Stream> SaveAsync(ImageReference image, CancellationToken cancellationToken) =>
        throw new InvalidOperationException("Pushing saves nothing.");

    public Task<ContainerResult> RunAsync(ImageReference image, IReadOnlyList<string> command, CancellationToken cancellationToken) =>
        throw new InvalidOperationException("Pushing runs nothing.");
}
