using System.Collections;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace TutorPipeline.Kernel.Invocation;

/// <summary>
/// The JSON schema of <c>.nuke/parameters*.json</c>, for editors. It has all parameters but secrets and those of the command line,
/// in alphabetical order, and is the same on every machine.
/// </summary>
internal static class SchemaText
{
    private static readonly JsonWriterOptions Options = new()
    {
        Indented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Generates the schema from a build into which no values were put; the text ends with a line break.</summary>
    public static string Generate(BuildShape shape, ParameterCatalog catalog, object build)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, Options))
        {
            writer.WriteStartObject();
            writer.WriteString("$schema", "https://json-schema.org/draft/2020-12/schema");
            writer.WriteString("title", $"Parameters of {shape.BuildType.Name}");
            writer.WriteString("type", "object");
            writer.WriteBoolean("additionalProperties", false);
            writer.WriteStartObject("properties");
            WriteProperties(writer, catalog, build);
            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length) + "\n";
    }

    private static void WriteProperties(Utf8JsonWriter writer, ParameterCatalog catalog, object build)
    {
        var properties = new SortedDictionary<string, Action>(StringComparer.Ordinal)
        {
            ["$schema"] = () => writer.WriteString("type", "string"),
            ["Env"] = () =>
            {
                writer.WriteString("type", "string");
                writer.WriteString("pattern", "^[a-z0-9][a-z0-9-]*$");
                writer.WriteNumber("maxLength", 63);
                writer.WriteString("description", "The environment that is used without --env; allowed in parameters.json only.");
            },
            ["Parallelism"] = () =>
            {
                writer.WriteString("type", "integer");
                writer.WriteNumber("minimum", 1);
                writer.WriteString("description", BuiltInOption.Of(BuiltIn.Parallelism).Description);
            },
            ["Verbosity"] = () =>
            {
                WriteEnum(writer, BuiltInOption.Of(BuiltIn.Verbosity).Choices);
                writer.WriteString("description", BuiltInOption.Of(BuiltIn.Verbosity).Description);
            },
        };
        foreach (var parameter in catalog.Parameters)
        {
            if (!parameter.IsSecret && !parameter.IsCommandLineOnly && BuiltInOption.Find(ParameterName.Normalise(parameter.Name)) is null)
            {
                properties[parameter.Name] = () => WriteParameter(writer, parameter, build);
            }
        }

        foreach (var (name, write) in properties)
        {
            writer.WriteStartObject(name);
            write();
            writer.WriteEndObject();
        }
    }

    private static void WriteParameter(Utf8JsonWriter writer, ParameterMember parameter, object build)
    {
        if (TypeWords.ItemOf(parameter.Type) is { } item)
        {
            writer.WriteString("type", "array");
            writer.WriteStartObject("items");
            WriteType(writer, item);
            writer.WriteEndObject();
        }
        else
        {
            WriteType(writer, parameter.Type);
        }

        if (parameter.Description is not null)
        {
            writer.WriteString("description", parameter.Description);
        }

        WriteDefault(writer, DefaultValue.Of(parameter, build), DefaultValue.RootOf(build));
    }

    private static void WriteType(Utf8JsonWriter writer, Type type)
    {
        var bare = Nullable.GetUnderlyingType(type) ?? type;
        if (bare.IsEnum)
        {
            WriteEnum(writer, Enum.GetNames(bare));
        }
        else
        {
            writer.WriteString(
                "type",
                bare == typeof(bool) ? "boolean"
                : TypeWords.IsWholeNumber(bare) ? "integer"
                : TypeWords.IsNumber(bare) ? "number"
                : JsonConversion.IsRecord(bare) ? "object"
                : "string");
        }
    }

    private static void WriteEnum(Utf8JsonWriter writer, IEnumerable<string> values)
    {
        writer.WriteString("type", "string");
        writer.WriteStartArray("enum");
        foreach (var value in values)
        {
            writer.WriteStringValue(value);
        }

        writer.WriteEndArray();
    }

    private static void WriteDefault(Utf8JsonWriter writer, object? value, string? root)
    {
        if (DefaultValue.Text(value, root) is not { } text)
        {
            return;
        }

        writer.WritePropertyName("default");
        if (value is IEnumerable items and not string)
        {
            writer.WriteStartArray();
            foreach (var item in items)
            {
                if (item is not null && DefaultValue.Scalar(item, root) is { } itemText)
                {
                    WriteScalar(writer, item, itemText);
                }
            }

            writer.WriteEndArray();
        }
        else
        {
            WriteScalar(writer, value!, text);
        }
    }

    private static void WriteScalar(Utf8JsonWriter writer, object value, string text)
    {
        switch (value)
        {
            case bool isTrue:
                writer.WriteBooleanValue(isTrue);
                break;
            case int or long:
                writer.WriteNumberValue(Convert.ToInt64(value, CultureInfo.InvariantCulture));
                break;
            case double number:
                writer.WriteNumberValue(number);
                break;
            case decimal number:
                writer.WriteNumberValue(number);
                break;
            default:
                writer.WriteStringValue(text);
                break;
        }
    }
}
