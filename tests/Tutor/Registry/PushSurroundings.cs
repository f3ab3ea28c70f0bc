using TutorPipeline.Model;
using TutorPipeline.Model.Values;
using TutorPipeline.Tutor.Engine;
using TutorPipeline.Tutor.Images;
using TutorPipeline.Tutor.Registry;
using TutorPipeline.Tutor.Tests.Cluster.Secrets;

namespace TutorPipeline.Tutor.Tests.Registry;

/// <summary>What PushImage works with in a test: one image that was built, an engine and a registry.</summary>
internal sealed class PushSurroundings : IDisposable, IBuiltImages
{
    public const string Id = "sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";

    private readonly string folder = Directory.CreateTempSubdirectory("push-").FullName;
    private readonly RegistryClient client;
    private int logins;

    public PushSurroundings()
    {
        Engine = new FakeEngine(Registry);
        client = new RegistryClient(LoginAsync, new(1, TimeSpan.Zero, TimeSpan.Zero, TimeSpan.FromSeconds(30)), Clock);
        Built = [Image("openedx")];
        Engine.Names[Built[0].Candidate.ToString()] = Id;
        Stage = new PushImage(this, Engine, client, LoginAsync, File, Clock);
    }

    public FakeRegistry Registry { get; } = new();

    public FakeEngine Engine { get; }

    public FakeClock Clock { get; } = new(new DateTimeOffset(2026, 11, 23, 11, 0, 0, TimeSpan.Zero));

    public FakeReport Report { get; } = new();

    public PushImage Stage { get; }

    public string File => Path.Combine(folder, "artifacts", "prod", "image.json");

    public string Digest { get; } = FakeRegistry.DigestOf(FakeEngine.Manifest(Id));

    public IReadOnlyList<BuiltImage>? Built { get; set; }

    public BuiltImage Image(string name) => new(
        name,
        ImageReference.Parse($"tutorpipeline/{name}:src-1", null),
        ImageReference.Parse($"{Registry.Host}/{name}", null),
        "src-1",
        "21.0.8-202611231100",
        null);

    public async Task<PushPlan> RunAsync()
    {
        var plan = await Stage.PlanAsync(Report, TestContext.Current.CancellationToken);
        await Stage.ApplyAsync(plan, Report, TestContext.Current.CancellationToken);
        return plan;
    }

    public Task<IReadOnlyList<BuiltImage>?> ReadAsync(CancellationToken cancellationToken) => Task.FromResult(Built);

    public void Dispose()
    {
        client.Dispose();
        Registry.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private Task<RegistryLogin?> LoginAsync(CancellationToken cancellationToken) =>
        Task.FromResult<RegistryLogin?>(new RegistryLogin("AWS", new Secret($"token{++logins}")));
}
