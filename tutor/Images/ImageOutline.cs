using TutorPipeline.Model;
using TutorPipeline.Model.Environment;

namespace TutorPipeline.Tutor.Images;

/// <summary>What the stages of the image would do, as far as configuration alone tells.</summary>
public static class ImageOutline
{
    /// <summary>The outline of an image stage.</summary>
    /// <param name="target">The target, such as <c>BuildImage</c>.</param>
    /// <param name="environment">The environment.</param>
    /// <returns>The plan.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such stage.</exception>
    public static StagePlan Of(string target, PlatformEnvironment environment)
    {
        var image = environment.Image;
        var names = environment.Images;
        return target switch
        {
            "ResolveSources" => new StagePlan(Sources(image), image is { Themes: [], Plugins: [], XBlocks: [] } ? [] : [NoCommits], []),
            "ConfigureImage" => Steps((
                "config.yml",
                $"Tutor {image.TutorVersion}, Open edX {image.OpenEdxRelease}, {image.Requirements.Count} further requirements")),
            "BuildImage" => Steps(("openedx", $"{names.OpenEdx}"), ("openedx-mfe", $"{names.Mfe}")),
            "CheckImage" => Steps(("openedx", "themes compiled, plugins importable, no secret in any layer, size within budget")),
            "PushImage" => Steps(("openedx", $"to {names.OpenEdx}, by digest"), ("openedx-mfe", $"to {names.Mfe}, by digest")),
            _ => throw new ArgumentOutOfRangeException(nameof(target), target, "There is no outline of this stage."),
        };
    }

    private static NotLookedAt NoCommits { get; } = new(
        "the commits that branches and tags stand for", "this version does not resolve them yet", "a later version of the pipeline; see CHANGELOG.md");

    private static List<Change> Sources(ImageChoices image)
    {
        var changes = new List<Change>();
        foreach (var (role, sources) in new[] { ("theme", image.Themes), ("plugin", image.Plugins), ("xblock", image.XBlocks) })
        {
            changes.AddRange(sources.Select(s => new Change(
                ChangeKind.Run, $"{role}/{s.Name}", s.GitReference is null ? $"local folder {s.Location}" : $"{s.Location} at {s.GitReference}")));
        }

        return changes.Count > 0 ? changes : [new Change(ChangeKind.Skip, "sources", "no theme, plugin or XBlock repository is configured")];
    }

    private static StagePlan Steps(params (string Subject, string Detail)[] steps) =>
        new([.. steps.Select(s => new Change(ChangeKind.Run, s.Subject, s.Detail))], [], []);
}
