using System.Text.Encodings.Web;
using System.Text.Json;

namespace TutorPipeline.Kernel.Output;

/// <summary>Writes JSON whose texts are masked before they are encoded, so that no secret can break it or hide in an escape.</summary>
internal sealed class MaskedJson(Utf8JsonWriter json, SecretMasker masker)
{
    // For files that people read: indented, LF, and nothing escaped that JSON itself does not ask for.
    private static readonly JsonWriterOptions ForFiles = new()
    {
        Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The structure: objects, arrays, numbers.</summary>
    public Utf8JsonWriter Json => json;

    /// <summary>Writes an indented object and a final line break into a file, atomically.</summary>
    public static void WriteFile(string path, SecretMasker masker, Action<MaskedJson> properties) =>
        AtomicFile.Write(path, stream => WriteObject(stream, masker, properties));

    /// <summary>Writes an indented object and a final line break.</summary>
    public static void WriteObject(Stream stream, SecretMasker masker, Action<MaskedJson> properties)
    {
        using (var json = new Utf8JsonWriter(stream, ForFiles))
        {
            json.WriteStartObject();
            properties(new MaskedJson(json, masker));
            json.WriteEndObject();
        }

        stream.WriteByte((byte)'\n');
    }

    /// <summary>A text or null.</summary>
    public void Text(string name, string? value)
    {
        if (value is null)
            json.WriteNull(name);
        else
            json.WriteString(name, masker.Mask(value));
    }

    /// <summary>A list of texts.</summary>
    public void Texts(string name, IReadOnlyList<string> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values)
            json.WriteStringValue(masker.Mask(value));
        json.WriteEndArray();
    }

    /// <summary>A failure's type and message, or null.</summary>
    public void Failure(string name, Exception? failure)
    {
        if (failure is null)
        {
            json.WriteNull(name);
            return;
        }

        json.WriteStartObject(name);
        Text("type", failure.GetType().Name);
        Text("message", failure.Message);
        json.WriteEndObject();
    }
}
