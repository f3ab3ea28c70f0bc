using TutorPipeline.Model;
using TutorPipeline.Tutor.Configuration;

namespace TutorPipeline.Tutor.Images;

/// <summary>What the stages of the image ask of Tutor.</summary>
public interface ITutor
{
    /// <summary>Which Tutor it is: where it is and its version.</summary>
    string Identity { get; }

    /// <summary>Renders Tutor's environment from <c>config.yml</c> and plugins, and insists that it did what was asked.</summary>
    /// <param name="root">Tutor's root with <c>config.yml</c>.</param>
    /// <param name="pluginsRoot">The folder with plugins that are files.</param>
    /// <param name="configuration">What is in <c>config.yml</c>.</param>
    /// <param name="cancellationToken">Ends the rendering early.</param>
    /// <returns>A task that ends when all is rendered.</returns>
    /// <exception cref="PipelineException">Tutor failed, lacks a plugin, or does not know a key.</exception>
    Task RenderAsync(string root, string pluginsRoot, TutorConfiguration configuration, CancellationToken cancellationToken);

    /// <summary>Builds an image.</summary>
    /// <param name="root">Tutor's root.</param>
    /// <param name="pluginsRoot">The folder with plugins that are files.</param>
    /// <param name="build">What to build.</param>
    /// <param name="variables">Variables for Tutor and the programs that it starts.</param>
    /// <param name="onLine">Takes every line that they print.</param>
    /// <param name="cancellationToken">Interrupts the build.</param>
    /// <returns>The exit code; 0 says little, because Tutor gives it for a killed build, too.</returns>
    /// <exception cref="PipelineException">Tutor could not be started.</exception>
    Task<int> BuildAsync(
        string root,
        string pluginsRoot,
        ImageBuild build,
        IReadOnlyDictionary<string, string?> variables,
        Action<string> onLine,
        CancellationToken cancellationToken);

    /// <summary>Lets Tutor run its initialization with the local flavour of its services.</summary>
    /// <param name="root">Tutor's root with a complete render.</param>
    /// <param name="pluginsRoot">The folder with plugins that are files.</param>
    /// <param name="variables">Variables for Tutor and the programs that it starts; they decide what <c>docker</c> is.</param>
    /// <param name="cancellationToken">Interrupts it.</param>
    /// <returns>How it ended. Its output holds scripts with secrets.</returns>
    /// <exception cref="PipelineException">Tutor could not be started, lacks a plugin, or took too long.</exception>
    Task<ToolResult> InitializeAsync(
        string root, string pluginsRoot, IReadOnlyDictionary<string, string?> variables, CancellationToken cancellationToken);
}

/// <summary>Where Tutor comes from.</summary>
public interface ITutorSource
{
    /// <summary>Looks for Tutor without installing anything.</summary>
    /// <param name="cancellationToken">Ends the search early.</param>
    /// <returns>Tutor, or null when it is not installed yet.</returns>
    /// <exception cref="PipelineException">What was named is no Tutor, or of another version.</exception>
    Task<ITutor?> FindAsync(CancellationToken cancellationToken);

    /// <summary>Finds Tutor or installs it.</summary>
    /// <param name="report">Takes what is installed.</param>
    /// <param name="cancellationToken">Ends the installation early.</param>
    /// <returns>Tutor.</returns>
    /// <exception cref="PipelineException">It cannot be installed.</exception>
    Task<ITutor> EnsureAsync(IStageReport report, CancellationToken cancellationToken);
}
