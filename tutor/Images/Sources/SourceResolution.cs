using TutorPipeline.Model;

namespace TutorPipeline.Tutor.Images.Sources;

/// <summary>Resolves the sources of an image once a run, for every stage that needs them.</summary>
/// <param name="requests">What the parameters ask for.</param>
/// <param name="remotes">Asks repositories.</param>
/// <param name="root">The folder that holds <c>.nuke</c>, from which local paths are taken.</param>
/// <param name="isDryRun">Whether repositories that nobody can ask are a gap in the plan instead of an error.</param>
public sealed class SourceResolution(IReadOnlyList<SourceRequest> requests, GitRemotes remotes, string root, bool isDryRun)
{
    private readonly Lock gate = new();
    private Task<IReadOnlyList<ResolvedSource>>? resolved;

    /// <summary>Why the sources are not known, where a dry run could not ask; otherwise null.</summary>
    public NotLookedAt? Gap { get; private set; }

    /// <summary>What is asked for.</summary>
    public IReadOnlyList<SourceRequest> Requests => requests;

    /// <summary>Resolves every source; all repositories are asked at once.</summary>
    /// <param name="report">Takes warnings.</param>
    /// <param name="cancellationToken">Ends the reading early.</param>
    /// <returns>The sources at exact versions, in the order of the requests; null when a dry run could not ask.</returns>
    /// <exception cref="SourceException">A source cannot be had.</exception>
    public async Task<IReadOnlyList<ResolvedSource>?> TryResolveAsync(IStageReport report, CancellationToken cancellationToken)
    {
        try
        {
            return await ResolveAsync(report, cancellationToken);
        }
        catch (PipelineException exception) when (isDryRun && exception is not SourceException { IsAboutReach: false })
        {
            Gap = new NotLookedAt(
                "the commits that branches and tags stand for", exception.Message, "make git and the repositories reachable and plan again");
            return null;
        }
    }

    /// <summary>Resolves every source; all repositories are asked at once.</summary>
    /// <param name="report">Takes warnings.</param>
    /// <param name="cancellationToken">Ends the reading early.</param>
    /// <returns>The sources at exact versions, in the order of the requests.</returns>
    /// <exception cref="SourceException">A source cannot be had.</exception>
    public async Task<IReadOnlyList<ResolvedSource>> ResolveAsync(IStageReport report, CancellationToken cancellationToken)
    {
        Task<IReadOnlyList<ResolvedSource>> task;
        lock (gate)
        {
            // A failure is not kept: whoever asks next may have more luck.
            task = resolved is null or { IsFaulted: true } or { IsCanceled: true }
                ? resolved = ResolveAllAsync(report, cancellationToken)
                : resolved;
        }

        return await task;
    }

    /// <summary>Where a local source lies.</summary>
    /// <param name="request">The source.</param>
    /// <returns>The folder's full path.</returns>
    public string FolderOf(SourceRequest request) => Path.GetFullPath(request.Reference.Location, root);

    private async Task<IReadOnlyList<ResolvedSource>> ResolveAllAsync(IStageReport report, CancellationToken cancellationToken) =>
        await Task.WhenAll(requests.Select(request => ResolveOneAsync(request, report, cancellationToken)));

    private async Task<ResolvedSource> ResolveOneAsync(SourceRequest request, IStageReport report, CancellationToken cancellationToken)
    {
        var source = request.Reference;
        if (source.GitReference is not null)
        {
            var commit = await remotes.ResolveAsync(request, report, cancellationToken);
            return new ResolvedSource(request.Role, source.Name, source.Location, source.GitReference, commit);
        }

        var folder = FolderOf(request);
        if (!Directory.Exists(folder))
        {
            throw SourceException.NoFolder(request);
        }

        return new ResolvedSource(
            request.Role, source.Name, source.Location, null, $"tree-{await FolderHash.OfAsync(folder, cancellationToken)}");
    }
}
