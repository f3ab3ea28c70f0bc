using TutorPipeline.Model;

namespace TutorPipeline.Tutor.Images.Sources;

/// <summary>What ResolveSources found.</summary>
/// <param name="Changes">One line a source.</param>
/// <param name="NotLookedAt">What could not be looked at.</param>
/// <param name="Sources">The sources at exact versions.</param>
public sealed record SourcesPlan(IReadOnlyList<Change> Changes, IReadOnlyList<NotLookedAt> NotLookedAt, IReadOnlyList<ResolvedSource> Sources)
    : StagePlan(Changes, NotLookedAt, []);

/// <summary>Turns the branches and tags of all sources into commits, before anything is cloned, and writes them down.</summary>
/// <param name="resolution">Resolves them.</param>
/// <param name="locked">The file that they must agree with; null when they need not.</param>
/// <param name="path">Where they are written: <c>artifacts/&lt;env&gt;/sources.json</c>.</param>
public sealed class ResolveSources(SourceResolution resolution, SourceLock? locked, string path) : IStage<SourcesPlan>
{
    /// <inheritdoc/>
    /// <exception cref="SourceException">A source cannot be had, or is not what the lock file says.</exception>
    public async Task<SourcesPlan> PlanAsync(IStageReport report, CancellationToken cancellationToken)
    {
        if (await resolution.TryResolveAsync(report, cancellationToken) is not { } sources)
        {
            return new SourcesPlan([.. resolution.Requests.Select(Line)], [resolution.Gap!], []);
        }

        if (locked is not null)
        {
            await locked.CheckAsync(sources, cancellationToken);
        }

        return new SourcesPlan([.. sources.Select(Line)], [], sources);
    }

    /// <inheritdoc/>
    public async Task ApplyAsync(SourcesPlan plan, IStageReport report, CancellationToken cancellationToken) =>
        await new SourcesFile(1, plan.Sources).WriteAsync(path, cancellationToken);

    private static Change Line(SourceRequest request) => new(
        ChangeKind.Unknown, $"{request.Role.ToString().ToLowerInvariant()}/{request.Reference.Name}", $"{request.Reference}");

    private static Change Line(ResolvedSource source) => new(
        ChangeKind.Run,
        $"{source.Role.ToString().ToLowerInvariant()}/{source.Name}",
        source.Reference is null ? $"local folder {source.Location}, {source.Version}" : $"{source.Location} at {source.Reference}: {source.Version}");
}

/// <summary>Writes the lock file anew, from what branches and tags stand for now.</summary>
/// <param name="resolution">Resolves them.</param>
/// <param name="locked">The file.</param>
public sealed class UpdateSources(SourceResolution resolution, SourceLock locked) : IStage<SourcesPlan>
{
    /// <inheritdoc/>
    /// <exception cref="SourceException">A source cannot be had, or the file cannot be read.</exception>
    public async Task<SourcesPlan> PlanAsync(IStageReport report, CancellationToken cancellationToken)
    {
        var sources = await resolution.ResolveAsync(report, cancellationToken);
        var compared = await locked.CompareAsync(sources, cancellationToken);
        return new SourcesPlan([.. compared.Select(entry => Line(entry.Source, entry.Before))], [], sources);
    }

    /// <inheritdoc/>
    public async Task ApplyAsync(SourcesPlan plan, IStageReport report, CancellationToken cancellationToken)
    {
        if (plan.Changes.Any(change => change.Kind != ChangeKind.Skip))
        {
            await locked.WriteAsync(plan.Sources, cancellationToken);
            report.Information($"{locked.FilePath} is written; commit it");
        }
    }

    private static Change Line(ResolvedSource source, string? before) => new(
        before is null ? ChangeKind.Create : before == source.Version ? ChangeKind.Skip : ChangeKind.Update,
        $"{source.Role.ToString().ToLowerInvariant()}/{source.Name}",
        before is null || before == source.Version ? source.Version : $"{before} -> {source.Version}");
}
