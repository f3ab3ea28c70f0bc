using System.Security.Cryptography;
using System.Text;

namespace TutorPipeline.Tutor.Images;

/// <summary>Something that goes into an image and so into its name.</summary>
/// <param name="Name">What it is, such as <c>source plugin/feedback</c>.</param>
/// <param name="Value">Its exact version or hash.</param>
public sealed record ContentInput(string Name, string Value);

/// <summary>
/// All that goes into an image. The same inputs make the same tag on every machine; the pipeline's own commit is none of them, because a
/// change of the pipeline that changes nothing in the build is no reason to build.
/// </summary>
/// <param name="Inputs">The inputs, in an order that is always the same.</param>
public sealed record ContentHash(IReadOnlyList<ContentInput> Inputs)
{
    private const string FilePrefix = "file ";
    private const int Digits = 40;

    /// <summary>The tag: <c>src-</c> and 40 hexadecimal digits of SHA-256 over names and values.</summary>
    public string Tag { get; } = "src-" + Convert.ToHexStringLower(SHA256.HashData(
        Encoding.UTF8.GetBytes(string.Concat(Inputs.Select(input => $"{input.Name}\0{input.Value}\n")))))[..Digits];

    /// <summary>An input that is a file of the rendered build folder.</summary>
    /// <param name="file">The file.</param>
    /// <returns>The input.</returns>
    public static ContentInput Of(HashedFile file) => new(FilePrefix + file.Name, file.Hash);

    /// <summary>The inputs for people: rendered files as one line.</summary>
    /// <returns>One line an input.</returns>
    public IReadOnlyList<string> Summary()
    {
        var files = Inputs.Where(IsFile).ToList();
        var folder = new ContentHash(files).Tag[4..16];
        return
        [
            .. Inputs.Where(input => !IsFile(input)).Select(input => $"{input.Name}: {input.Value}"),
            $"rendered build folder: {files.Count} files, {folder}",
        ];
    }

    /// <summary>What differs from an earlier image.</summary>
    /// <param name="earlier">The earlier inputs.</param>
    /// <returns>One line a difference; empty when they are equal.</returns>
    public IReadOnlyList<string> DifferencesFrom(ContentHash earlier)
    {
        var before = earlier.Inputs.ToDictionary(input => input.Name, input => input.Value);
        var now = Inputs.ToDictionary(input => input.Name, input => input.Value);
        return
        [
            .. Inputs.Where(input => !before.ContainsKey(input.Name)).Select(input => $"{input.Name} is new"),
            .. Inputs.Where(input => before.TryGetValue(input.Name, out var value) && value != input.Value)
                .Select(input => IsFile(input) ? $"{input.Name} has changed" : $"{input.Name}: {before[input.Name]} -> {input.Value}"),
            .. earlier.Inputs.Where(input => !now.ContainsKey(input.Name)).Select(input => $"{input.Name} is gone"),
        ];
    }

    private static bool IsFile(ContentInput input) => input.Name.StartsWith(FilePrefix, StringComparison.Ordinal);
}
