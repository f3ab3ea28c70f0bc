using TutorPipeline.Model;

namespace TutorPipeline.Tutor.Images.Sources;

/// <summary>Keeps the files of sources by their version, so that each is fetched once. What is there is complete.</summary>
/// <param name="resolution">The sources.</param>
/// <param name="remotes">Fetches them.</param>
/// <param name="folder">Where they are kept: <c>artifacts/&lt;env&gt;/image/fetched</c>.</param>
public sealed class SourceStore(SourceResolution resolution, GitRemotes remotes, string folder)
{
    private const string Incomplete = ".incomplete";
    private static readonly string[] Installable = ["pyproject.toml", "setup.py", "setup.cfg"];

    /// <summary>Fetches every theme, plugin and XBlock that is not there yet, and checks that it is what it should be.</summary>
    /// <param name="sources">The sources at exact versions, in the order of the requests.</param>
    /// <param name="report">Takes what is fetched.</param>
    /// <param name="cancellationToken">Ends the fetching early; what is incomplete goes.</param>
    /// <returns>The sources with their folders; without the platform, which the build fetches.</returns>
    /// <exception cref="SourceException">A source cannot be had, or is no theme or plugin.</exception>
    public async Task<IReadOnlyList<PlacedSource>> FetchAsync(
        IReadOnlyList<ResolvedSource> sources, IStageReport report, CancellationToken cancellationToken)
    {
        var placed = new List<PlacedSource>();
        foreach (var (request, source) in resolution.Requests.Zip(sources))
        {
            if (source.Role != SourceRole.Platform)
            {
                var place = await PlaceAsync(request, source, report, cancellationToken);
                Check(request, place);
                placed.Add(new PlacedSource(source, place));
            }
        }

        return placed;
    }

    private async Task<string> PlaceAsync(
        SourceRequest request, ResolvedSource source, IStageReport report, CancellationToken cancellationToken)
    {
        if (source.Reference is null)
        {
            return resolution.FolderOf(request);
        }

        var place = Path.Combine(folder, source.Version, source.Name);
        if (Directory.Exists(place))
        {
            return place;
        }

        // Fetched beside its place and then moved: a run that is killed leaves no half of it there.
        var beside = Path.Combine(folder, source.Version + Incomplete);
        Remove(beside);
        try
        {
            report.Information($"fetching {source.Location} at {source.Version}");
            await remotes.FetchAsync(request, source.Version, beside, cancellationToken);
            Directory.CreateDirectory(Path.GetDirectoryName(place)!);
            Directory.Move(beside, place);
        }
        finally
        {
            Remove(beside);
        }

        return place;
    }

    // What Open edX's compile-sass and pip need (https://docs.openedx.org, "Comprehensive theming"; https://packaging.python.org).
    private static void Check(SourceRequest request, string place)
    {
        if (request.Role == SourceRole.Theme)
        {
            var needed = Path.Combine("lms", "static");
            if (!Directory.Exists(Path.Combine(place, needed)))
            {
                throw SourceException.NoTheme(request, "lms/static");
            }
        }
        else if (!Array.Exists(Installable, file => File.Exists(Path.Combine(place, file))))
        {
            throw SourceException.NotInstallable(request);
        }
    }

    private static void Remove(string path)
    {
        if (Directory.Exists(path))
        {
            Directory.Delete(path, recursive: true);
        }
    }
}
