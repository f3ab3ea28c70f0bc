using TutorPipeline.Model;
using TutorPipeline.Tutor.Engine;

namespace TutorPipeline.Tutor.Images.Checks;

/// <summary>What must be true of an image.</summary>
/// <param name="Secrets">The secrets of the run, by the names of their parameters.</param>
/// <param name="SizeBudget">How many bytes it may have unpacked.</param>
public sealed record ImageRequirements(IReadOnlyDictionary<string, Secret> Secrets, long SizeBudget);

/// <summary>Checks one image in the engine.</summary>
/// <param name="engine">The engine.</param>
/// <param name="requirements">What must be true.</param>
public sealed class ImageCheck(IContainerEngine engine, ImageRequirements requirements)
{
    private const double Gibibyte = 1 << 30;

    /// <summary>Checks everything, and finds everything that is wrong.</summary>
    /// <param name="image">The image.</param>
    /// <param name="cancellationToken">Ends the check early.</param>
    /// <returns>The findings; empty for an image that is fit.</returns>
    /// <exception cref="PipelineException">The engine does not have it, or cannot be asked.</exception>
    public async Task<IReadOnlyList<ImageFinding>> FindAsync(BuiltImage image, CancellationToken cancellationToken)
    {
        var there = await engine.FindAsync(image.Candidate, cancellationToken) ?? throw new ImageMissingException(image);
        var findings = new List<ImageFinding>();
        if (there.Size > requirements.SizeBudget)
        {
            findings.Add(new ImageFinding(
                "size", image.Name, $"at most {requirements.SizeBudget / Gibibyte:0.##} GiB (ImageSizeBudget)", $"{there.Size / Gibibyte:0.##} GiB"));
        }

        if (image.Sources.Count > 0)
        {
            var look = await InsideLook.IntoAsync(engine, image.Candidate, [.. image.Sources.Select(s => s.Source)], cancellationToken);
            findings.AddRange(image.Sources.SelectMany(source => source.Source.Role == SourceRole.Theme
                ? ThemeFindings(source, look.Themes[source.Source.Name])
                : PackageFindings(source, look.Sources[source.Source.Name])));
        }

        findings.AddRange(await SecretFindingsAsync(image, cancellationToken));
        return findings;
    }

    // Open edX compiles <side>/static/sass of a theme to <side>/static/css.
    private static IEnumerable<ImageFinding> ThemeFindings(PlacedSource source, InsideTheme theme)
    {
        var (name, subject) = (source.Source.Name, $"theme {source.Source.Name}");
        if (!theme.Exists)
        {
            yield return new ImageFinding("themes", subject, $"{InsideLook.ThemeFolder}/{name}/lms/static", "no such folder");
            yield break;
        }

        foreach (var side in new[] { "lms", "cms" })
        {
            var sass = Path.Combine(source.Folder, side, "static", "sass");
            var styles = theme.Styles.GetValueOrDefault(side) ?? new Dictionary<string, long>();
            if (Directory.Exists(sass) && !styles.Values.Any(size => size > 0))
            {
                yield return new ImageFinding(
                    "themes", subject, $"CSS compiled from {side}/static/sass in {side}/static/css",
                    styles.Count == 0 ? "none" : $"only empty files: {string.Join(", ", styles.Keys)}");
            }
        }
    }

    private static IEnumerable<ImageFinding> PackageFindings(PlacedSource source, InsidePackage package)
    {
        var subject = $"{source.Source.Role.ToString().ToLowerInvariant()} {source.Source.Name}";
        if (package.Installed is null)
        {
            yield return new ImageFinding("plugins", subject, "a package installed from it", "none");
            yield break;
        }

        if (package.Imports.Count == 0)
        {
            yield return new ImageFinding("plugins", subject, "a module to import", $"{package.Installed} installs none");
        }

        foreach (var (module, why) in package.Imports.Where(import => import.Value is not null))
        {
            yield return new ImageFinding("plugins", subject, $"'import {module}' to work", why!);
        }

        var different = SourceBlobs.Differences(source.Folder, package.Files, out var compared);
        if (different.Count > 0)
        {
            yield return new ImageFinding(
                "plugins", subject, $"the files of {source.Source.Version}", $"others: {string.Join(", ", different.Take(5))}");
        }
        else if (compared == 0 && package.Imports.Count > 0)
        {
            yield return new ImageFinding(
                "plugins", subject, $"the files of {source.Source.Version}", $"none of them in what {package.Installed} installed");
        }
    }

    private async Task<IEnumerable<ImageFinding>> SecretFindingsAsync(BuiltImage image, CancellationToken cancellationToken)
    {
        var saved = await engine.SaveAsync(image.Candidate, cancellationToken);
        await using (saved)
        {
            var found = await new SecretScan(requirements.Secrets).FindAsync(saved, cancellationToken);
            return found.Select(place => new ImageFinding("secrets", image.Name, "no secret of this run in any layer or in the history", place));
        }
    }
}

/// <summary>The engine does not have an image that was built.</summary>
/// <param name="image">The image.</param>
public sealed class ImageMissingException(BuiltImage image) : PipelineException(
    $"The engine does not have the image {image.Candidate}, which BuildImage says it built. Somebody may have removed it, or DOCKER_HOST names another "
    + "engine now. Run BuildImage again.");
