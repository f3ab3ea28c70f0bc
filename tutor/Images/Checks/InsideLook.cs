using System.Text.Json;
using TutorPipeline.Model;
using TutorPipeline.Model.Values;
using TutorPipeline.Tutor.Engine;

namespace TutorPipeline.Tutor.Images.Checks;

/// <summary>What a program inside of an image saw.</summary>
/// <param name="Themes">The themes by name.</param>
/// <param name="Sources">What was installed from sources, by their names.</param>
public sealed record InsideLook(IReadOnlyDictionary<string, InsideTheme> Themes, IReadOnlyDictionary<string, InsidePackage> Sources)
{
    /// <summary>Where themes lie in an image of Open edX.</summary>
    public const string ThemeFolder = "/openedx/themes";

    /// <summary>Where sources lie while they are installed.</summary>
    public const string SourceFolder = "/openedx/tutorpipeline";

    private static readonly Lazy<string> Program = new(() =>
    {
        using var stream = typeof(InsideLook).Assembly.GetManifestResourceStream("look.py")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    });

    /// <summary>Looks into an image.</summary>
    /// <param name="engine">Runs the program in it.</param>
    /// <param name="image">The image.</param>
    /// <param name="sources">The sources that should be in it.</param>
    /// <param name="cancellationToken">Ends the look early.</param>
    /// <returns>What was seen.</returns>
    /// <exception cref="PipelineException">The program could not run in the image.</exception>
    public static async Task<InsideLook> IntoAsync(
        IContainerEngine engine, ImageReference image, IReadOnlyList<ResolvedSource> sources, CancellationToken cancellationToken)
    {
        var wanted = JsonSerializer.Serialize(new
        {
            themes = sources.Where(source => source.Role == SourceRole.Theme).Select(source => source.Name),
            sources = sources.Where(source => source.Role is SourceRole.Plugin or SourceRole.XBlock).Select(source => source.Name),
            themeFolder = ThemeFolder,
            sourceFolder = SourceFolder,
        });
        var result = await engine.RunAsync(image, ["python3", "-c", Program.Value, wanted], cancellationToken);
        var answer = result.Output.TrimEnd().Split('\n')[^1];
        try
        {
            return result.ExitCode == 0
                ? JsonSerializer.Deserialize<InsideLook>(answer, JsonSerializerOptions.Web)!
                : throw new InsideLookException(image, result);
        }
        catch (JsonException exception)
        {
            throw new InsideLookException(image, result, exception);
        }
    }
}

/// <summary>A theme in an image.</summary>
/// <param name="Exists">Whether its folder with <c>lms/static</c> is there.</param>
/// <param name="Styles">The size in bytes of every CSS file, by <c>lms</c> and <c>cms</c> and by path from the theme's folder.</param>
public sealed record InsideTheme(bool Exists, IReadOnlyDictionary<string, IReadOnlyDictionary<string, long>> Styles);

/// <summary>What was installed from a source.</summary>
/// <param name="Installed">The distribution and its version; null when nothing was installed from it.</param>
public sealed record InsidePackage(string? Installed)
{
    /// <summary>Why a top-level module cannot be imported, by its name; null for one that can.</summary>
    public IReadOnlyDictionary<string, string?> Imports { get; init; } = new Dictionary<string, string?>();

    /// <summary>Git's blob id of every installed Python file, by path from site-packages.</summary>
    public IReadOnlyDictionary<string, string> Files { get; init; } = new Dictionary<string, string>();
}

/// <summary>The program that looks into an image did not work there.</summary>
/// <param name="image">The image.</param>
/// <param name="result">How it ended.</param>
/// <param name="cause">What was wrong with its answer.</param>
public sealed class InsideLookException(ImageReference image, ContainerResult result, Exception? cause = null) : PipelineException(
    $"The image {image} could not be looked into: python3 in it ended with exit code {result.ExitCode}"
    + (result.Error.Length > 0 ? $" and said: {result.Error.TrimEnd().Split('\n')[^1].TrimEnd('.')}" : string.Empty)
    + ". An image of Open edX has python3 on its PATH; check what the image was built from.",
    cause);
