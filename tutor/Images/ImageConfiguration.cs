using System.Text;
using TutorPipeline.Model.Environment;
using TutorPipeline.Tutor.Configuration;
using TutorPipeline.Tutor.Images.Checks;

namespace TutorPipeline.Tutor.Images;

/// <summary>
/// Tutor's configuration of an image build, made from parameters and sources alone: it holds neither an endpoint nor a secret, so that the
/// image is the same for whoever builds it.
/// </summary>
/// <param name="Settings">The keys of <c>config.yml</c> with their values.</param>
/// <param name="Plugins">The Tutor plugins that are on.</param>
public sealed record ImageConfiguration(IReadOnlyDictionary<string, object> Settings, IReadOnlyList<string> Plugins)
    : TutorConfiguration(Settings, Plugins)
{
    /// <summary>The name of the Tutor plugin that installs plugins and XBlocks; it sorts last, because patches come in that order.</summary>
    public const string SourcesPlugin = "zz_tutorpipeline_sources";

    /// <summary>The name of the build context with plugins and XBlocks.</summary>
    public const string SourcesContext = "tutorpipeline-sources";

    /// <summary>Makes the configuration.</summary>
    /// <param name="environment">The environment.</param>
    /// <param name="candidate">The name that each image gets in the engine, by Tutor's name of it.</param>
    /// <param name="plugins">The Tutor plugins that are on, without the one of the sources.</param>
    /// <param name="settings">Settings of those plugins.</param>
    /// <returns>The configuration.</returns>
    public static ImageConfiguration Of(
        PlatformEnvironment environment,
        Func<string, string> candidate,
        IEnumerable<string> plugins,
        IReadOnlyDictionary<string, object> settings)
    {
        var image = environment.Image;
        var all = new Dictionary<string, object>(settings)
        {
            ["EDX_PLATFORM_REPOSITORY"] = $"{image.OpenEdxRepository}.git",
            ["EDX_PLATFORM_VERSION"] = image.OpenEdxRelease,
            ["DOCKER_IMAGE_OPENEDX"] = candidate("openedx"),
            ["OPENEDX_EXTRA_PIP_REQUIREMENTS"] = image.Requirements,
        };
        if (HasMfe(environment))
        {
            all["MFE_DOCKER_IMAGE"] = candidate("mfe");
        }

        return new ImageConfiguration(all, [.. plugins, .. image.Plugins.Count + image.XBlocks.Count > 0 ? [SourcesPlugin] : Array.Empty<string>()]);
    }

    /// <summary>Whether there is an image of micro-frontends.</summary>
    /// <param name="environment">The environment.</param>
    /// <returns>Whether Tutor's plugin for them is on.</returns>
    public static bool HasMfe(PlatformEnvironment environment) =>
        environment.Image.TutorPlugins.Any(plugin => plugin == "mfe" || plugin.StartsWith("mfe==", StringComparison.Ordinal));

    /// <summary>
    /// The Tutor plugin that installs plugins and XBlocks from the build context, right after the platform's own requirements; names are those
    /// of repositories and need no quoting. Only what is installed reaches the final image.
    /// </summary>
    /// <param name="sources">The sources.</param>
    /// <returns>A Tutor plugin as YAML (https://docs.tutor.edly.io/reference/plugins.html).</returns>
    public static string SourcesPluginText(IEnumerable<ResolvedSource> sources)
    {
        var names = sources.Where(source => source.Role is SourceRole.Plugin or SourceRole.XBlock).Select(source => source.Name).ToList();
        var patch = new StringBuilder();
        foreach (var name in names)
        {
            patch.Append("    COPY --from=").Append(SourcesContext).Append(" /").Append(name).Append(' ')
                .Append(InsideLook.SourceFolder).Append('/').Append(name).Append('\n');
        }

        patch.Append("    RUN $PIP_COMMAND install");
        foreach (var name in names)
        {
            patch.Append(' ').Append(InsideLook.SourceFolder).Append('/').Append(name);
        }

        return $"name: {SourcesPlugin}\nversion: \"1\"\npatches:\n  openedx-dockerfile-post-python-requirements: |\n{patch}\n";
    }
}
