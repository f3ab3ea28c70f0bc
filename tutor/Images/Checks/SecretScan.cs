using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using TutorPipeline.Model;

namespace TutorPipeline.Tutor.Images.Checks;

/// <summary>
/// Looks for secrets in everything that an image consists of: names and contents of the files of every layer, also of those that a later
/// layer hides, and the configuration with its history. Streams; needs a few hundred kilobytes however large the image is.
/// </summary>
/// <param name="secrets">The secrets by the names of their parameters; those of fewer than eight characters would be found by chance and are left out.</param>
public sealed class SecretScan(IReadOnlyDictionary<string, Secret> secrets)
{
    private const int ChunkSize = 256 * 1024;
    private const int ShortestSecret = 8;

    // Each as it is and as a URL or a Basic header would carry it.
    private readonly (string Name, byte[] Text)[] wanted =
    [
        .. secrets.Where(secret => secret.Value.Reveal().Length >= ShortestSecret).SelectMany(secret => Forms(secret.Value.Reveal())
            .Distinct(StringComparer.Ordinal).Select(form => (secret.Key, Encoding.UTF8.GetBytes(form)))),
    ];

    /// <summary>Reads a saved image.</summary>
    /// <param name="image">The tar that the engine writes.</param>
    /// <param name="cancellationToken">Ends the reading early.</param>
    /// <returns>Where which secret was found, as <c>SourceToken in app/settings.py</c>; empty for a clean image.</returns>
    public async Task<IReadOnlyList<string>> FindAsync(Stream image, CancellationToken cancellationToken)
    {
        var found = new SortedSet<string>(StringComparer.Ordinal);
        if (wanted.Length > 0)
        {
            await ReadTarAsync(image, isLayer: false, string.Empty, found, cancellationToken);
        }

        return [.. found];
    }

    private static IEnumerable<string> Forms(string text) => [text, Uri.EscapeDataString(text), Convert.ToBase64String(Encoding.UTF8.GetBytes(text))];

    private async Task ReadTarAsync(Stream stream, bool isLayer, string where, SortedSet<string> found, CancellationToken cancellationToken)
    {
        await using var tar = new TarReader(stream, leaveOpen: true);
        while (await tar.GetNextEntryAsync(copyData: false, cancellationToken) is { } entry)
        {
            var place = isLayer ? $"{entry.Name} of the layer {where}" : entry.Name;
            Search(Encoding.UTF8.GetBytes($"{entry.Name}\0{entry.LinkName}"), place, found);
            if (entry.DataStream is not { } data)
            {
                continue;
            }

            await using var content = new PeekedStream(data);
            var head = await content.PeekAsync(cancellationToken);
            if (!isLayer && IsTar(head))
            {
                await ReadTarAsync(content, isLayer: true, ShortName(entry.Name), found, cancellationToken);
            }
            else if (!isLayer && head is [0x1f, 0x8b, ..])
            {
                await using var unpacked = new GZipStream(content, CompressionMode.Decompress);
                await ReadTarAsync(unpacked, isLayer: true, ShortName(entry.Name), found, cancellationToken);
            }
            else
            {
                await ReadFileAsync(content, place, found, cancellationToken);
            }
        }
    }

    private async Task ReadFileAsync(Stream content, string place, SortedSet<string> found, CancellationToken cancellationToken)
    {
        var overlap = wanted.Max(secret => secret.Text.Length) - 1;
        var buffer = new byte[ChunkSize + overlap];
        var kept = 0;
        int read;
        while ((read = await content.ReadAsync(buffer.AsMemory(kept, ChunkSize), cancellationToken)) > 0)
        {
            // The end of a chunk stays before the next one: a secret may lie across.
            Search(buffer.AsSpan(0, kept + read), place, found);
            var length = Math.Min(overlap, kept + read);
            buffer.AsSpan(kept + read - length, length).CopyTo(buffer);
            kept = length;
        }
    }

    private void Search(ReadOnlySpan<byte> text, string place, SortedSet<string> found)
    {
        foreach (var (name, secret) in wanted)
        {
            if (text.IndexOf(secret) >= 0)
            {
                found.Add($"{name} in {place}");
            }
        }
    }

    private static bool IsTar(ReadOnlySpan<byte> head) => head.Length >= 262 && head[257..262].SequenceEqual("ustar"u8);

    private static string ShortName(string name) => name.Split('/').Where(part => part is not "layer.tar").LastOrDefault(string.Empty) is { Length: > 12 } id
        ? id[..12] : name;
}
