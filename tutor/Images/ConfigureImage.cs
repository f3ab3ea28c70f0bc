using TutorPipeline.Model;
using TutorPipeline.Tutor.Images.Sources;

namespace TutorPipeline.Tutor.Images;

/// <summary>Renders Tutor's build folders from parameters and sources alone, and puts the sources where the build finds them.</summary>
/// <param name="sources">Resolves the sources.</param>
/// <param name="store">Fetches them.</param>
/// <param name="input">Describes what is rendered.</param>
/// <param name="tutors">Where Tutor comes from.</param>
/// <param name="rendered">Renders.</param>
public sealed class ConfigureImage(
    SourceResolution sources,
    SourceStore store,
    Func<IReadOnlyList<ResolvedSource>, RenderingInput> input,
    ITutorSource tutors,
    RenderedImages rendered) : IStage<ConfigurePlan>
{
    /// <inheritdoc/>
    public async Task<ConfigurePlan> PlanAsync(IStageReport report, CancellationToken cancellationToken)
    {
        if (await sources.TryResolveAsync(report, cancellationToken) is not { } resolved)
        {
            return new ConfigurePlan(
                [new Change(ChangeKind.Unknown, "config.yml", "known after ResolveSources")], [], [], null, ["ResolveSources"]);
        }

        var what = input(resolved);
        var changes = new List<Change>();
        if (await tutors.FindAsync(cancellationToken) is not { } tutor)
        {
            changes.Add(new Change(ChangeKind.Create, "tutor", "a virtual environment with Tutor and its plugins"));
            changes.Add(Line(what));
            return new ConfigurePlan(changes, [NotRendered], resolved, what, []);
        }

        // Rendering writes below the artifacts folder only, and shows early what Tutor thinks of the configuration.
        var known = rendered.Has(what, tutor);
        if (!known)
        {
            await rendered.RenderAsync(what, tutor, cancellationToken);
        }

        changes.Add(new Change(ChangeKind.Skip, "tutor", $"is installed: {tutor.Identity}"));
        changes.Add(known ? Line(what) with { Kind = ChangeKind.Skip } : Line(what));
        changes.AddRange(resolved.Where(source => source.Role != SourceRole.Platform).Select(source => new Change(
            ChangeKind.Run, $"{source.Role.ToString().ToLowerInvariant()}/{source.Name}", source.Role == SourceRole.Theme
                ? "into the themes of the build folder" : $"into the build context {ImageConfiguration.SourcesContext}")));
        return new ConfigurePlan(changes, [], resolved, what, []);
    }

    /// <inheritdoc/>
    /// <exception cref="PipelineException">Tutor cannot be had or fails, or a source cannot be fetched.</exception>
    public async Task ApplyAsync(ConfigurePlan plan, IStageReport report, CancellationToken cancellationToken)
    {
        var (tutor, what) = (await tutors.EnsureAsync(report, cancellationToken), plan.Input!);
        if (!rendered.Has(what, tutor))
        {
            await rendered.RenderAsync(what, tutor, cancellationToken);
        }

        await rendered.PlaceAsync(await store.FetchAsync(plan.Sources, report, cancellationToken), cancellationToken);
    }

    private static NotLookedAt NotRendered { get; } = new(
        "the rendered build folders", "Tutor is not installed yet", "run ConfigureImage once without --dry-run, or name a Tutor with --tutor");

    private static Change Line(RenderingInput what) => new(
        ChangeKind.Run,
        "config.yml",
        $"{what.Configuration.Settings.Count} settings, plugins {string.Join(", ", what.Configuration.Plugins)}");
}

/// <summary>What ConfigureImage would do.</summary>
/// <param name="Changes">One line a step.</param>
/// <param name="NotLookedAt">What could not be looked at.</param>
/// <param name="Sources">The sources at exact versions.</param>
/// <param name="Input">What is rendered; null while the sources are not known.</param>
/// <param name="PlaceholdersFrom">What is missing.</param>
public sealed record ConfigurePlan(
    IReadOnlyList<Change> Changes,
    IReadOnlyList<NotLookedAt> NotLookedAt,
    IReadOnlyList<ResolvedSource> Sources,
    RenderingInput? Input,
    IReadOnlyList<string> PlaceholdersFrom)
    : StagePlan(Changes, NotLookedAt, PlaceholdersFrom);
