namespace TutorPipeline.Tutor.Images;

/// <summary>Where the parts of an image lie while it is made: below <c>artifacts/&lt;env&gt;/image</c>.</summary>
/// <param name="Root">The folder.</param>
public sealed record ImageFolders(string Root)
{
    /// <summary>The files of sources by version.</summary>
    public string Fetched => Path.Combine(Root, "fetched");

    /// <summary>Tutor's root: <c>config.yml</c> and the rendered <c>env</c>.</summary>
    public string TutorRoot => Path.Combine(Root, "tutor");

    /// <summary>The Tutor plugins that are files.</summary>
    public string TutorPlugins => Path.Combine(Root, "tutor-plugins");

    /// <summary>The build context with all plugins and XBlocks.</summary>
    public string Sources => Path.Combine(Root, "sources");

    /// <summary>What was rendered, and from what.</summary>
    public string Rendered => Path.Combine(Root, "rendered.json");

    /// <summary>What was built or found.</summary>
    public string Built => Path.Combine(Root, "built.json");

    /// <summary>Programs and settings of this run, for this user alone.</summary>
    public string Private => Path.Combine(Root, "private");

    /// <summary>What went into the image that was built last.</summary>
    /// <param name="image">The image's name.</param>
    /// <returns>The file.</returns>
    public string InputsOf(string image) => Path.Combine(Root, $"{image}.inputs.json");

    /// <summary>The rendered build folder of an image.</summary>
    /// <param name="image">The image as Tutor names it: <c>openedx</c> or <c>mfe</c>.</param>
    /// <returns>The folder; see docs of Tutor's environment.</returns>
    public string BuildFolder(string image) => image == "openedx"
        ? Path.Combine(TutorRoot, "env", "build", "openedx")
        : Path.Combine(TutorRoot, "env", "plugins", image, "build", image);
}
