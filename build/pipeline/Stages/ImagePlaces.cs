using TutorPipeline.Model.Environment;
using TutorPipeline.Tutor.Configuration;
using TutorPipeline.Tutor.Images;

namespace TutorPipeline.Stages;

/// <summary>Where the files of an image are.</summary>
/// <param name="Root">The folder that holds <c>.nuke</c>.</param>
/// <param name="Artifacts">The folder <c>artifacts/&lt;env&gt;</c>.</param>
public sealed record ImagePlaces(string Root, string Artifacts)
{
    private const string Data = "tutor";

    /// <summary>Where the parts of an image lie while it is made.</summary>
    public ImageFolders Folders { get; } = new(Path.Combine(Artifacts, "image"));

    /// <summary>Where virtual environments with Tutor are kept.</summary>
    public string TutorHome => Path.Combine(Root, ".nuke", "temp", "tutor");

    /// <summary>The record of what was pushed.</summary>
    public string PushedImages => Path.Combine(Artifacts, "image.json");

    /// <summary>The record of the sources' commits.</summary>
    public string Sources => Path.Combine(Artifacts, "sources.json");

    /// <summary>Below it, each run renders the running platform into a folder of its own.</summary>
    public string Renders => Path.Combine(Root, ".nuke", "temp", "platform");

    /// <summary>The folders with Tutor plugins that are files: those that come with the program, then the platform's own.</summary>
    public IReadOnlyList<string> PluginFolders => [Path.Combine(AppContext.BaseDirectory, Data, "plugins"), Path.Combine(Root, Data, "plugins")];

    /// <summary>What pip installs to have Tutor with its plugins, as <c>tutor/requirements.txt</c> says.</summary>
    /// <param name="image">What goes into the image.</param>
    /// <returns>The requirements, Tutor itself first.</returns>
    /// <exception cref="UnknownPluginException">A plugin has no version for this Tutor.</exception>
    public IReadOnlyList<PluginRequirement> Requirements(ImageChoices image)
    {
        var own = Path.Combine(Root, Data, "requirements.txt");
        var path = File.Exists(own) ? own : Path.Combine(AppContext.BaseDirectory, Data, "requirements.txt");
        return TutorPluginCatalogue.Read(path).Requirements(image.TutorVersion, image.TutorPlugins);
    }
}
