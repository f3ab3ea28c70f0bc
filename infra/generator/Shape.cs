using System.Text.Json;

namespace TutorPipeline.Infra.Generator;

/// <summary>How an attribute type of the schema looks in C#.</summary>
/// <param name="Input">The type that takes a value.</param>
/// <param name="Output">The type that refers to the attribute.</param>
/// <param name="Read">The call that makes the reference; the attribute's name goes into the parentheses.</param>
internal sealed record Shape(string Input, string Output, string Read)
{
    /// <summary>The shape of a type, or null when it has none: objects and what contains them.</summary>
    public static Shape? Of(JsonElement type)
    {
        if (type.ValueKind == JsonValueKind.String)
        {
            return Scalar(type.GetString()!) is { } scalar ? new($"Value<{scalar}>", $"Reference<{scalar}>", ReadScalar(scalar)) : null;
        }

        if (type[1].ValueKind != JsonValueKind.String || Scalar(type[1].GetString()!) is not { } item)
        {
            return null;
        }

        return type[0].GetString() switch
        {
            "list" => new($"ListValue<{item}>", $"ListReference<{item}>", $"ReadList<{item}>"),
            "set" => new($"ListValue<{item}>", $"ListReference<{item}>", $"ReadSet<{item}>"),
            "map" => new($"MapValue<{item}>", $"MapValue<{item}>", $"ReadMap<{item}>"),
            _ => null,
        };
    }

    /// <summary>The members of a list or set of objects, or null when it is something else.</summary>
    public static (bool IsSet, JsonElement Members)? Objects(JsonElement type) =>
        type.ValueKind == JsonValueKind.Array
        && type[0].GetString() is "list" or "set"
        && type[1].ValueKind == JsonValueKind.Array
        && type[1][0].GetString() == "object"
            ? (type[0].GetString() == "set", type[1][1])
            : null;

    private static string? Scalar(string type) => type switch
    {
        "string" => "string",
        "number" => "double",
        "bool" => "bool",
        _ => null,
    };

    private static string ReadScalar(string scalar) => scalar switch
    {
        "string" => "ReadText",
        "double" => "ReadNumber",
        _ => "ReadFlag",
    };
}
