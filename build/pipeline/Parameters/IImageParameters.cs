using TutorPipeline.Model.Values;

namespace TutorPipeline.Parameters;

/// <summary>The image and what goes into it.</summary>
public interface IImageParameters : INukeBuild
{
    /// <summary>Tutor's version.</summary>
    [Parameter("Tutor version, three numbers")]
    EngineVersion TutorVersion => TryGetValue(() => TutorVersion) ?? EngineVersion.Parse("21.0.8", null);

    /// <summary>The release of Open edX.</summary>
    [Parameter("Branch or tag of Open edX, of the release that Tutor's version belongs to")]
    string OpenEdxRelease => TryGetValue(() => OpenEdxRelease) ?? "release/ulmo.3";

    /// <summary>Themes.</summary>
    [Parameter("Theme repositories: https://host/owner/repo@ref, owner/repo@ref on GitHub, or local paths")]
    SourceReference[] ThemeRepositories => TryGetValue(() => ThemeRepositories) ?? [];

    /// <summary>Plugins.</summary>
    [Parameter("Plugin repositories (Django apps), written as themes are")]
    SourceReference[] PluginRepositories => TryGetValue(() => PluginRepositories) ?? [];

    /// <summary>XBlocks.</summary>
    [Parameter("XBlock repositories, written as themes are")]
    SourceReference[] XBlockRepositories => TryGetValue(() => XBlockRepositories) ?? [];

    /// <summary>Requirements.</summary>
    [Parameter("Further Python requirements, each pinned, such as ora2==6.0.20")]
    string[] Requirements => TryGetValue(() => Requirements) ?? [];

    /// <summary>The token for private sources.</summary>
    [Parameter("Token that reads private theme, plugin and XBlock repositories"), Secret]
    Model.Secret? SourceToken => TryGetValue(() => SourceToken);
}
