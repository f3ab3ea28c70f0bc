using TutorPipeline.Model;
using TutorPipeline.Tutor.Images.Sources;

namespace TutorPipeline.Tutor.Images;

/// <summary>Builds the images, unless the registry has them.</summary>
/// <param name="sources">Resolves the sources.</param>
/// <param name="store">Knows where their files are.</param>
/// <param name="input">Describes what is rendered.</param>
/// <param name="tutors">Where Tutor comes from.</param>
/// <param name="rendered">What was rendered.</param>
/// <param name="description">Describes each build.</param>
/// <param name="registry">Asks the registry.</param>
/// <param name="builder">Carries builds out.</param>
/// <param name="file">Takes what was built.</param>
public sealed class BuildImage(
    SourceResolution sources,
    SourceStore store,
    Func<IReadOnlyList<ResolvedSource>, RenderingInput> input,
    ITutorSource tutors,
    RenderedImages rendered,
    BuildDescription description,
    RegistryLook registry,
    ImageBuilder builder,
    BuiltImagesFile file) : IStage<BuildPlan>
{
    /// <inheritdoc/>
    public async Task<BuildPlan> PlanAsync(IStageReport report, CancellationToken cancellationToken)
    {
        var plan = await DescribeAsync(report, cancellationToken);
        file.Plan(plan.IsApplicable ? [.. plan.Builds.Select(build => build.Image)] : null);
        return plan;
    }

    private async Task<BuildPlan> DescribeAsync(IStageReport report, CancellationToken cancellationToken)
    {
        if (await sources.TryResolveAsync(report, cancellationToken) is not { } resolved)
        {
            return Unknown("ResolveSources");
        }

        if (await tutors.FindAsync(cancellationToken) is not { } tutor || !rendered.Has(input(resolved), tutor))
        {
            return Unknown("ConfigureImage");
        }

        var (changes, gaps, builds) = (new List<Change>(), new List<NotLookedAt>(), new List<ImageBuild>());
        foreach (var build in await description.OfAsync(resolved, tutor, cancellationToken))
        {
            var found = await registry.FindAsync(build.Image, gaps, cancellationToken);
            var decided = description.Decide(build, found, out var change);
            if (!decided.Image.IsInRegistry)
            {
                decided = decided with { Image = await registry.WithFreeTagAsync(decided.Image, cancellationToken) };
            }

            changes.Add(change);
            Explain(decided, report);
            await description.SayWhyAsync(decided, report, cancellationToken);
            builds.Add(decided);
        }

        return new BuildPlan(changes, gaps, [], builds) { Sources = resolved };
    }

    /// <inheritdoc/>
    /// <exception cref="PipelineException">The engine is not fit, or a build fails.</exception>
    public async Task ApplyAsync(BuildPlan plan, IStageReport report, CancellationToken cancellationToken)
    {
        // What follows must not take the images of an earlier run for those of this one.
        file.Forget();
        var placed = await store.FetchAsync(plan.Sources, report, cancellationToken);
        var images = new List<BuiltImage>();
        foreach (var build in plan.Builds)
        {
            if (!build.Image.IsInRegistry)
            {
                var tutor = await tutors.EnsureAsync(report, cancellationToken);
                await builder.BuildAsync(tutor, build, report, cancellationToken);
                await description.RememberAsync(build, cancellationToken);
            }

            images.Add(build.Tutor == "openedx" ? build.Image with { Sources = placed } : build.Image);
        }

        await file.WriteAsync(images, cancellationToken);
    }

    private BuildPlan Unknown(string after) => new(
        [.. description.Names.Select(name => new Change(ChangeKind.Unknown, name, $"known after {after}"))],
        [],
        [after],
        []);

    private static void Explain(ImageBuild build, IStageReport report)
    {
        report.Information($"{build.Image.Name} {build.Image.ContentTag} is the hash of");
        foreach (var line in build.Content.Summary())
        {
            report.Information($"  {line}");
        }

        if (!build.Image.IsInRegistry)
        {
            report.Information($"tutor images build {build.Tutor} {string.Join(' ', build.TutorArguments)}");
        }
    }
}
