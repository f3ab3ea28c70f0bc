using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace TutorPipeline.Kernel.Invocation;

/// <summary>Reads a parameter file: one JSON object of parameters, with comments and trailing commas.</summary>
internal sealed class ParameterFile
{
    private static readonly JsonReaderOptions ReaderOptions = new()
    {
        CommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
    };

    private readonly string name;
    private readonly ParameterCatalog catalog;
    private readonly IReadOnlyList<string> settings;
    private readonly List<string> faults;
    private readonly List<GivenValue> given = [];
    private readonly HashSet<string> seen = new(StringComparer.Ordinal);

    private ParameterFile(string name, ParameterCatalog catalog, IReadOnlyList<string> settings, List<string> faults)
    {
        this.name = name;
        this.catalog = catalog;
        this.settings = settings;
        this.faults = faults;
    }

    /// <summary>Reads a file; one that does not exist gives nothing.</summary>
    /// <param name="path">The file.</param>
    /// <param name="name">What messages call it: its path relative to the root, with slashes.</param>
    /// <param name="catalog">The parameters it may hold.</param>
    /// <param name="settings">The built-in settings it may hold.</param>
    /// <param name="faults">Takes what is wrong.</param>
    public static IReadOnlyList<GivenValue> Read(
        string path, string name, ParameterCatalog catalog, IReadOnlyList<string> settings, List<string> faults)
    {
        byte[] bytes;
        try
        {
            bytes = File.ReadAllBytes(path);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return [];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            faults.Add($"{name} cannot be read: {exception.Message.ReplaceLineEndings(" ").TrimEnd('.')}.");
            return [];
        }

        return new ParameterFile(name, catalog, settings, faults).Read(bytes);
    }

    private List<GivenValue> Read(byte[] bytes)
    {
        var text = bytes.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? bytes.AsSpan(Encoding.UTF8.Preamble.Length) : bytes;
        if (!Utf8.IsValid(text))
        {
            faults.Add($"{name} is not UTF-8 text; save it as UTF-8.");
            return given;
        }

        var reader = new Utf8JsonReader(text, ReaderOptions);
        try
        {
            reader.Read();
            if (reader.TokenType != JsonTokenType.StartObject)
            {
                faults.Add($"{name} is not a JSON object; write the parameters in braces.");
                return given;
            }

            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var line = LineOf(text, (int)reader.TokenStartIndex);
                var key = TextOf(ref reader);
                reader.Read();
                var value = JsonElement.ParseValue(ref reader);
                if (key is null || !HoldsCharacters(value))
                {
                    faults.Add($"{name}, line {line}: an escape \\u… stands for half of a character; write the character itself.");
                }
                else
                {
                    Take(key, line, value);
                }
            }

            // Text behind the object is a fault of its own, which only the next read finds.
            reader.Read();
        }
        catch (JsonException exception)
        {
            faults.Add(Malformed(exception, text));
        }

        return given;
    }

    private void Take(string key, int line, JsonElement value)
    {
        if (key == "$schema")
        {
            return;
        }

        var normalised = ParameterName.Normalise(key);
        var parameter = IsSetting(normalised) ? null : catalog.TryFind(normalised, out var found) ? found : null;
        if (parameter is null && !IsSetting(normalised))
        {
            faults.Add($"{name}, line {line}: unknown key {Quoted.Value(key)}.{UnknownHint(key)}");
        }
        else if (!seen.Add(normalised))
        {
            faults.Add($"{name}, line {line}: the key {Quoted.Value(key)} stands there twice; keep one of them.");
        }
        else
        {
            var text = parameter is { IsSecret: true } ? "***" : value.ToString();
            given.Add(new GivenValue(normalised, parameter, new ParameterOrigin(name, key, text), null, value));
        }
    }

    private static string? TextOf(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString();
        }
        catch (InvalidOperationException)
        {
            // So the reader says that an escaped surrogate has no partner.
            return null;
        }
    }

    private static bool HoldsCharacters(JsonElement value)
    {
        if (value.ValueKind is JsonValueKind.True or JsonValueKind.False or JsonValueKind.Null or JsonValueKind.Number)
        {
            return true;
        }

        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(value.GetRawText()), ReaderOptions);
        while (reader.Read())
        {
            if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName && TextOf(ref reader) is null)
            {
                return false;
            }
        }

        return true;
    }

    private bool IsSetting(string normalised)
    {
        foreach (var setting in settings)
        {
            if (ParameterName.Normalise(setting) == normalised)
            {
                return true;
            }
        }

        return false;
    }

    private string UnknownHint(string key)
    {
        var names = new List<string>(settings);
        foreach (var parameter in catalog.Parameters)
        {
            if (!parameter.IsSecret && !parameter.IsCommandLineOnly)
            {
                names.Add(parameter.Name);
            }
        }

        var builtIn = BuiltInOption.Find(ParameterName.Normalise(key));
        return builtIn?.Id == BuiltIn.Env ? " Env may stand in .nuke/parameters.json only."
            : builtIn is not null ? $" Give {builtIn.Name} on the command line."
            : Suggestion.Sentence(key, names) is { Length: > 0 } sentence ? sentence
            : " The keys are the names of the options of --help.";
    }

    private string Malformed(JsonException exception, ReadOnlySpan<byte> text)
    {
        var line = (int)(exception.LineNumber ?? 0);
        var start = 0;
        for (var i = 0; i < line; i++)
        {
            start += text[start..].IndexOf((byte)'\n') + 1;
        }

        var length = Math.Min((int)(exception.BytePositionInLine ?? 0), text.Length - start);
        var column = Encoding.UTF8.GetCharCount(text.Slice(start, length)) + 1;
        return $"{name}, line {line + 1}, column {column}: not valid JSON: {JsonFault.Reason(exception)}.";
    }

    private static int LineOf(ReadOnlySpan<byte> text, int position) => text[..position].Count((byte)'\n') + 1;
}
