using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using TutorPipeline.Model;

namespace TutorPipeline.Tutor.Images;

/// <summary>The note of what was rendered and placed, so that it is done again only when something changed.</summary>
/// <param name="Fingerprint">The hash of Tutor's identity, configuration and plugins.</param>
/// <param name="Placed">The version of each placed source by role and name.</param>
internal sealed record RenderedNote(string Fingerprint, IReadOnlyDictionary<string, string> Placed);

/// <summary>What Tutor is given to render: its configuration and the plugins that are files.</summary>
/// <param name="Configuration">The configuration.</param>
/// <param name="PluginFiles">The text of each plugin file by its name.</param>
public sealed record RenderingInput(ImageConfiguration Configuration, IReadOnlyDictionary<string, string> PluginFiles)
{
    /// <summary>Files beside the rendered ones in the build folder of Open edX, by path from there with forward slashes.</summary>
    public IReadOnlyDictionary<string, string> Files { get; init; } = new Dictionary<string, string>();

    /// <summary>The hash of everything that decides what is rendered.</summary>
    /// <param name="tutor">Tutor.</param>
    /// <returns>64 hexadecimal digits.</returns>
    internal string FingerprintFor(ITutor tutor)
    {
        var text = new StringBuilder(tutor.Identity).Append('\0').Append(Configuration.ToYaml());
        foreach (var (name, plugin) in PluginFiles.Concat(Files).OrderBy(file => file.Key, StringComparer.Ordinal))
        {
            text.Append('\0').Append(name).Append('\0').Append(plugin);
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }
}

/// <summary>
/// Renders Tutor's build folders, always from nothing: what an earlier rendering left, such as a plugin's theme, would become part of the
/// image. Rendered beside the old ones, which stay until the new ones are complete.
/// </summary>
/// <param name="folders">Where they are.</param>
public sealed class RenderedImages(ImageFolders folders)
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>Whether exactly this is rendered.</summary>
    /// <param name="input">What it would be rendered from.</param>
    /// <param name="tutor">Tutor.</param>
    /// <returns>Whether it is there.</returns>
    public bool Has(RenderingInput input, ITutor tutor) =>
        ReadNote()?.Fingerprint == input.FingerprintFor(tutor) && Directory.Exists(folders.BuildFolder("openedx"));

    /// <summary>Renders.</summary>
    /// <param name="input">What from.</param>
    /// <param name="tutor">Tutor.</param>
    /// <param name="cancellationToken">Ends the rendering early; what was there stays.</param>
    /// <returns>A task that ends when all is in place.</returns>
    /// <exception cref="PipelineException">Tutor failed.</exception>
    public async Task RenderAsync(RenderingInput input, ITutor tutor, CancellationToken cancellationToken)
    {
        var (root, plugins) = (folders.TutorRoot + ".new", folders.TutorPlugins + ".new");
        Prepare(root);
        Prepare(plugins);
        foreach (var (name, text) in input.PluginFiles)
        {
            await File.WriteAllTextAsync(Path.Combine(plugins, $"{name}.yml"), text, cancellationToken);
        }

        await WritePrivateAsync(Path.Combine(root, "config.yml"), input.Configuration.ToYaml(), cancellationToken);
        await tutor.RenderAsync(root, plugins, input.Configuration, cancellationToken);

        foreach (var (name, text) in input.Files)
        {
            var path = Path.Combine(root, "env", "build", "openedx", name);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            await File.WriteAllTextAsync(path, text, cancellationToken);
        }

        File.Delete(folders.Rendered);
        Replace(folders.TutorRoot, root);
        Replace(folders.TutorPlugins, plugins);
        WriteNote(new RenderedNote(input.FingerprintFor(tutor), new Dictionary<string, string>()));
    }

    /// <summary>Puts themes into the build folder, and plugins and XBlocks into their build context.</summary>
    /// <param name="sources">The sources with their files.</param>
    /// <param name="cancellationToken">Ends the copying early.</param>
    /// <returns>A task that ends when all are in place.</returns>
    public async Task PlaceAsync(IReadOnlyList<PlacedSource> sources, CancellationToken cancellationToken)
    {
        var note = ReadNote()!;
        var placed = new Dictionary<string, string>(note.Placed, StringComparer.Ordinal);
        foreach (var source in sources)
        {
            var (key, place) = (KeyOf(source.Source), PlaceOf(source.Source.Role, source.Source.Name));
            if (placed.GetValueOrDefault(key) == source.Source.Version && Directory.Exists(place))
            {
                continue;
            }

            if (placed.Remove(key))
            {
                WriteNote(note with { Placed = placed });
            }

            await FolderCopy.CopyAsync(source.Folder, place, cancellationToken);
            placed[key] = source.Source.Version;
            WriteNote(note with { Placed = placed });
        }

        foreach (var gone in placed.Keys.Except(sources.Select(source => KeyOf(source.Source))).ToList())
        {
            var (role, name) = (gone[..gone.IndexOf('/', StringComparison.Ordinal)], gone[(gone.IndexOf('/', StringComparison.Ordinal) + 1)..]);
            Remove(PlaceOf(Enum.Parse<SourceRole>(role), name));
            placed.Remove(gone);
            WriteNote(note with { Placed = placed });
        }
    }

    private static string KeyOf(ResolvedSource source) => $"{source.Role}/{source.Name}";

    private string PlaceOf(SourceRole role, string name) => role == SourceRole.Theme
        ? Path.Combine(folders.BuildFolder("openedx"), "themes", name)
        : Path.Combine(folders.Sources, name);

    private static void Remove(string folder)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void Prepare(string folder)
    {
        Remove(folder);
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            Directory.CreateDirectory(folder, OwnerOnly);
        }
    }

    private static void Replace(string folder, string by)
    {
        Remove(folder);
        Directory.Move(by, folder);
    }

    private static async Task WritePrivateAsync(string path, string text, CancellationToken cancellationToken)
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

    private RenderedNote? ReadNote()
    {
        try
        {
            return File.Exists(folders.Rendered) ? JsonSerializer.Deserialize<RenderedNote>(File.ReadAllText(folders.Rendered)) : null;
        }
        catch (JsonException)
        {
            return null; // A note that cannot be read is as good as none: all is rendered again.
        }
    }

    private void WriteNote(RenderedNote note)
    {
        var beside = folders.Rendered + ".new";
        File.WriteAllText(beside, JsonSerializer.Serialize(note));
        File.Move(beside, folders.Rendered, overwrite: true);
    }
}
