using TutorPipeline.Model;
using TutorPipeline.Model.Environment;
using TutorPipeline.Parameters;
using TutorPipeline.Tutor.Configuration;
using TutorPipeline.Tutor.Engine;
using TutorPipeline.Tutor.Images;
using TutorPipeline.Tutor.Images.Checks;
using TutorPipeline.Tutor.Images.Sources;

namespace TutorPipeline.Stages;

/// <summary>Puts the stages of the image together. What several of them need is made once a run.</summary>
public sealed class ImageWork
{
    private const int Gibibyte = 30;
    private readonly PlatformEnvironment environment;
    private readonly IEnvironmentParameters parameters;
    private readonly ImagePlaces places;
    private readonly SourceResolution sources;
    private readonly SourceStore store;
    private readonly ITutorSource tutors;
    private readonly RenderedImages rendered;
    private readonly BuildDescription description;
    private readonly BuiltImagesFile built;
    private readonly RegistryDoor registry;
    private readonly Lazy<DockerEngine> engine = new(() => new DockerEngine());
    private readonly bool isDryRun;

    /// <summary>Puts it together; nothing is asked before a stage needs it.</summary>
    /// <param name="environment">The environment.</param>
    /// <param name="parameters">How sources, engine and registry are reached.</param>
    /// <param name="tools">Starts git and Tutor.</param>
    /// <param name="places">Where files are.</param>
    /// <param name="isDryRun">Whether the run only plans.</param>
    public ImageWork(
        PlatformEnvironment environment, IEnvironmentParameters parameters, IToolRunner tools, ImagePlaces places, bool isDryRun)
    {
        (this.environment, this.parameters, this.places, this.isDryRun) = (environment, parameters, places, isDryRun);
        var remotes = new GitRemotes(tools, new GitDoor(GitAccessReading.Read(parameters), places.Folders.Private));
        sources = new SourceResolution(SourceRequest.Of(environment.Image), remotes, places.Root, isDryRun);
        store = new SourceStore(sources, remotes, places.Folders.Fetched);
        tutors = new TutorSource(tools, parameters.Tutor, environment.Image.TutorVersion, places.Requirements(environment.Image), places.TutorHome);
        rendered = new RenderedImages(places.Folders);
        description = new BuildDescription(environment, places.Folders, Choices, TimeProvider.System);
        built = new BuiltImagesFile(places.Folders.Built);
        registry = new RegistryDoor(environment, parameters);
    }

    private SourceLock Lock => new(Path.Combine(places.Root, "tutor", "sources.lock.json"));

    private BuildChoices Choices => new()
    {
        Platform = parameters.ImagePlatform,
        Builder = parameters.Builder,
        Rebuild = parameters.Rebuild,
        Why = parameters.Why,
        DiskSpace = (long)parameters.BuildDiskSpace << Gibibyte,
        PipelineCommit = GitHead.Of(places.Root),
    };

    /// <summary>Where Tutor comes from.</summary>
    public ITutorSource Tutors => tutors;

    /// <summary>Turns branches and tags into commits.</summary>
    /// <returns>The stage.</returns>
    public IStage<StagePlan> ResolveSources() => new AnyStage<SourcesPlan>(new ResolveSources(
        sources, parameters.Locked ? Lock : null, places.Sources));

    /// <summary>Writes the lock file anew.</summary>
    /// <returns>The stage.</returns>
    public IStage<StagePlan> UpdateSources() => new AnyStage<SourcesPlan>(new UpdateSources(sources, Lock));

    /// <summary>Renders the build folders.</summary>
    /// <returns>The stage.</returns>
    public IStage<StagePlan> ConfigureImage() => new AnyStage<ConfigurePlan>(new ConfigureImage(sources, store, Input, tutors, rendered));

    /// <summary>Builds the images.</summary>
    /// <returns>The stage.</returns>
    public IStage<StagePlan> BuildImage() => new AnyStage<BuildPlan>(new BuildImage(
        sources, store, Input, tutors, rendered, description, new RegistryLook(registry.FindDigestAsync, isDryRun),
        new ImageBuilder(engine.Value, places.Folders, Choices, new DockerLogins(registry.LoginAsync, places.Folders.Private)), built));

    /// <summary>Checks the images.</summary>
    /// <returns>The stage.</returns>
    public IStage<StagePlan> CheckImage() => new AnyStage<CheckPlan>(new CheckImage(built, new ImageCheck(
        engine.Value, new ImageRequirements(SecretReading.Of(parameters), (long)parameters.ImageSizeBudget << Gibibyte))));

    /// <summary>Pushes the images.</summary>
    /// <returns>The stage.</returns>
    public IStage<StagePlan> PushImage() => registry.Push(built, engine.Value, places.PushedImages);

    private RenderingInput Input(IReadOnlyList<ResolvedSource> resolved) =>
        ImageInput.Of(environment, resolved, tutor => description.CandidateOf(tutor).Text, TrustStore, places.PluginFolders);

    private string? TrustStore => parameters.TrustStore is { } path ? Path.GetFullPath(path, places.Root) : null;
}
