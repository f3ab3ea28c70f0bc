using System.Text.Json;

namespace TutorPipeline.Infra.Engines.Terraform;

/// <summary>Reads single values of a planned change.</summary>
internal static class PlanValue
{
    /// <summary>The text of an argument, a note in place of what is unknown or sensitive, or null where there is no single value.</summary>
    /// <param name="change">The change.</param>
    /// <param name="side"><c>before</c> or <c>after</c>.</param>
    /// <param name="name">The argument.</param>
    public static string? Text(JsonElement change, string side, string name)
    {
        if (IsMarked(change, $"{side}_sensitive", name))
        {
            return "(sensitive)";
        }

        if (side == "after" && IsMarked(change, "after_unknown", name))
        {
            return "(known after apply)";
        }

        return Member(change, side, name) is { } value ? Text(value) : null;
    }

    /// <summary>The tag <c>Name</c>, or null.</summary>
    public static string? NameTag(JsonElement change) =>
        Member(change, "after", "tags") is { ValueKind: JsonValueKind.Object } tags
        && tags.TryGetProperty("Name", out var name)
        && !IsMarked(change, "after_sensitive", "tags")
            ? Text(name)
            : null;

    /// <summary>The arguments that an update changes, by name.</summary>
    public static List<string> Differing(JsonElement change)
    {
        var names = new List<string>();
        foreach (var argument in change.GetProperty("after").EnumerateObject())
        {
            var before = Member(change, "before", argument.Name);
            if (before is null || !JsonElement.DeepEquals(before.Value, argument.Value))
            {
                names.Add(argument.Name);
            }
        }

        // What all the default tags change is told by the tags themselves.
        if (names.Contains("tags"))
        {
            names.Remove("tags_all");
        }

        return names;
    }

    // Terraform marks a whole value by true; a partly marked one has the marks inside of an object or a list.
    private static bool IsMarked(JsonElement change, string marks, string name) =>
        Member(change, marks, name) is { } mark && HasMark(mark);

    private static bool HasMark(JsonElement mark) => mark.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.Array => mark.EnumerateArray().Any(HasMark),
        JsonValueKind.Object => mark.EnumerateObject().Any(member => HasMark(member.Value)),
        _ => false,
    };

    private static JsonElement? Member(JsonElement change, string side, string name) =>
        change.TryGetProperty(side, out var values)
        && values.ValueKind == JsonValueKind.Object
        && values.TryGetProperty(name, out var value)
            ? value
            : null;

    private static string? Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString() is { Length: > 0 } text ? text : null,
        JsonValueKind.Number => value.GetRawText(),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        JsonValueKind.Array when value.GetArrayLength() == 1 => Text(value[0]),
        _ => null,
    };
}
