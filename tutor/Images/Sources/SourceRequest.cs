using TutorPipeline.Model.Environment;
using TutorPipeline.Model.Values;

namespace TutorPipeline.Tutor.Images.Sources;

/// <summary>A source that a parameter asks for.</summary>
/// <param name="Role">What it becomes in the image.</param>
/// <param name="Reference">Where it comes from.</param>
/// <param name="Parameter">The parameter that names it, for messages: <c>ThemeRepositories</c>.</param>
public sealed record SourceRequest(SourceRole Role, SourceReference Reference, string Parameter)
{
    /// <summary>Every source of an image, in the order of the parameters.</summary>
    /// <param name="image">What goes into the image.</param>
    /// <returns>The requests; the platform itself first.</returns>
    public static IReadOnlyList<SourceRequest> Of(ImageChoices image) =>
    [
        new(SourceRole.Platform, SourceReference.Parse($"{image.OpenEdxRepository}@{image.OpenEdxRelease}", null), "OpenEdxRelease"),
        .. image.Themes.Select(source => new SourceRequest(SourceRole.Theme, source, "ThemeRepositories")),
        .. image.Plugins.Select(source => new SourceRequest(SourceRole.Plugin, source, "PluginRepositories")),
        .. image.XBlocks.Select(source => new SourceRequest(SourceRole.XBlock, source, "XBlockRepositories")),
    ];

    /// <summary>How a message names it.</summary>
    /// <returns>The parameter and the source, such as <c>ThemeRepositories: yourschool/theme@main</c>.</returns>
    public override string ToString() => $"{Parameter}: {Reference}";
}
