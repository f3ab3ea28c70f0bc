using TutorPipeline.Model;
using TutorPipeline.Tutor.Images;

namespace TutorPipeline.Tutor.Configuration;

/// <summary>
/// Renders Tutor's environment and what Kubernetes gets of it. The folder holds secrets in files of the person's own; only a complete render
/// ever has its name.
/// </summary>
/// <param name="tools">Starts kubectl.</param>
/// <param name="folder">Where the render goes: <see cref="Root"/> and <see cref="Plugins"/> are below it.</param>
public sealed class PlatformRendering(IToolRunner tools, string folder) : IDisposable
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private readonly string place = Path.GetFullPath(folder);

    /// <summary>Tutor's root of the last complete render.</summary>
    public string Root => Path.Combine(place, "tutor");

    /// <summary>Its plugins.</summary>
    public string Plugins => Path.Combine(place, "plugins");

    /// <summary>Renders, beside the last render, which is gone as soon as a new one is asked for.</summary>
    /// <param name="tutor">Tutor.</param>
    /// <param name="configuration">What is rendered.</param>
    /// <param name="cancellationToken">Ends the rendering early; nothing is left then.</param>
    /// <returns>The objects as YAML; they hold secrets.</returns>
    /// <exception cref="PipelineException">Tutor or kubectl failed.</exception>
    public async Task<string> RenderAsync(ITutor tutor, PlatformConfiguration configuration, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(tutor);
        ArgumentNullException.ThrowIfNull(configuration);
        var kubectl = tools.Find("kubectl") ?? throw PlatformConfigurationException.NoKubectl();
        var fresh = place + ".new";
        Remove(place);
        Remove(fresh);
        try
        {
            var (root, plugins) = (Path.Combine(fresh, "tutor"), Path.Combine(fresh, "plugins"));
            Make(fresh);
            Make(root);
            Make(plugins);
            foreach (var (name, text) in configuration.PluginFiles)
            {
                await WriteAsync(Path.Combine(plugins, $"{name}.yml"), text, cancellationToken);
            }

            await WriteAsync(Path.Combine(root, "config.yml"), configuration.Configuration.ToYaml(), cancellationToken);
            await tutor.RenderAsync(root, plugins, configuration.Configuration, cancellationToken);
            var result = await tools.RunAsync(
                new ToolInvocation(kubectl, ["kustomize", Path.Combine(root, "env")]) { Timeout = Patience }, cancellationToken);
            if (result.ExitCode != 0)
            {
                throw PlatformConfigurationException.Kustomize(result);
            }

            Directory.Move(fresh, place);
            return result.Output;
        }
        finally
        {
            Remove(fresh);
        }
    }

    /// <summary>Removes the render.</summary>
    public void Dispose() => Remove(place);

    private static void Make(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
        }
        else
        {
            Directory.CreateDirectory(path, OwnerOnly);
        }
    }

    private static void Remove(string path)
    {
        if (Directory.Exists(path))
        {
            Directory.Delete(path, recursive: true);
        }
    }

    private static async Task WriteAsync(string path, string text, CancellationToken cancellationToken)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        var writer = new StreamWriter(path, options);
        await using (writer)
        {
            await writer.WriteAsync(text.AsMemory(), cancellationToken);
        }
    }
}
