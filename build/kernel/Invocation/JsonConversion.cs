using System.Text.Json;
using System.Text.Json.Serialization;

namespace TutorPipeline.Kernel.Invocation;

/// <summary>Makes one value from one JSON value.</summary>
internal static class JsonConversion
{
    private static readonly Lazy<JsonSerializerOptions> Options = new(() => new JsonSerializerOptions
    {
        PropertyNameCaseInsensitive = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        Converters = { new JsonStringEnumConverter() },
    });

    /// <summary>Converts anything but an array.</summary>
    public static Conversion FromElement(JsonElement element, Type type, string baseDirectory)
    {
        var bare = Nullable.GetUnderlyingType(type) ?? type;
        switch (element.ValueKind)
        {
            case JsonValueKind.Null:
                return new Conversion(null, "null is not allowed; leave the key out to use the default.");
            case JsonValueKind.String:
                return ScalarConversion.FromText(element.GetString()!, bare, baseDirectory);
            case JsonValueKind.Number when TypeWords.IsWholeNumber(bare) || TypeWords.IsNumber(bare):
                return ScalarConversion.FromText(element.GetRawText(), bare, baseDirectory);
            case JsonValueKind.True or JsonValueKind.False when bare == typeof(bool):
                return new Conversion(element.GetBoolean(), null);
            case JsonValueKind.Object when IsRecord(bare):
                return FromObject(element, bare);
            default:
                return new Conversion(null, $"{Show(element)} is not {Wanted(bare)}.");
        }
    }

    /// <summary>Converts the JSON text of an object, for types that nothing else converts.</summary>
    public static Conversion FromObjectText(string text, Type type)
    {
        try
        {
            var value = JsonSerializer.Deserialize(text, type, Options.Value);
            return value is null ? new Conversion(null, $"{Quoted.Value(text)} is not a JSON object.") : new Conversion(value, null);
        }
        catch (JsonException exception)
        {
            return new Conversion(null, $"{Quoted.Value(text)} is not the JSON object that is wanted here: {JsonFault.Reason(exception)}.");
        }
    }

    /// <summary>The value as it stands in the file, cut where it is long.</summary>
    public static string Show(JsonElement element) => Quoted.Value(element.GetRawText());

    internal static bool IsRecord(Type type) =>
        type.IsClass && type != typeof(string) && type != typeof(AbsolutePath) && !ParsableConversion.IsParsable(type);

    private static string Wanted(Type type) =>
        type == typeof(string) || ParsableConversion.IsParsable(type) && !type.IsPrimitive ? "a text; write it in double quotes"
        : IsRecord(type) ? "an object; write it in braces"
        : TypeWords.Sentence(type);

    private static Conversion FromObject(JsonElement element, Type type)
    {
        try
        {
            return new Conversion(element.Deserialize(type, Options.Value), null);
        }
        catch (JsonException exception)
        {
            return new Conversion(null, $"{Show(element)} is not the object that is wanted here: {JsonFault.Reason(exception)}.");
        }
    }
}
