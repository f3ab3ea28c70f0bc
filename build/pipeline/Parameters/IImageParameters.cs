using TutorPipeline.Model.Values;

namespace TutorPipeline.Parameters;

/// <summary>The image and what goes into it.</summary>
public interface IImageParameters : INukeBuild
{
    /// <summary>Tutor's version.</summary>
    [Parameter("Tutor version, three numbers")]
    EngineVersion TutorVersion => TryGetValue(() => TutorVersion) ?? EngineVersion.Parse("21.0.8", null);

    /// <summary>The platform's repository.</summary>
    [Parameter("Repository of the Open edX platform, for those who run a fork of it")]
    string OpenEdxRepository => TryGetValue(() => OpenEdxRepository) ?? "https://github.com/openedx/edx-platform";

    /// <summary>The release of Open edX.</summary>
    [Parameter("Branch or tag of Open edX, of the release that Tutor's version belongs to")]
    string OpenEdxRelease => TryGetValue(() => OpenEdxRelease) ?? "release/ulmo.3";

    /// <summary>Tutor's plugins.</summary>
    [Parameter("Tutor plugins by name, or with a version: mfe, discovery==21.0.0")]
    string[] TutorPlugins => TryGetValue(() => TutorPlugins) ?? ["mfe", "indigo"];

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

}
