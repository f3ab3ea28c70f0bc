using System.Text.Json;

namespace TutorPipeline.Kernel.Invocation;

/// <summary>One value as one source gives it, before conversion.</summary>
/// <param name="Name">What it is for, normalised.</param>
/// <param name="Parameter">The parameter; null for a built-in setting.</param>
/// <param name="Origin">Where it stands.</param>
/// <param name="Words">Its words; null when it is JSON.</param>
/// <param name="Json">Its JSON value; meaningless when there are words.</param>
internal sealed record GivenValue(
    string Name, ParameterMember? Parameter, ParameterOrigin Origin, IReadOnlyList<string>? Words, JsonElement Json)
{
    /// <summary>Whether it comes from a parameter file.</summary>
    public bool IsFromFile => Words is null;

    /// <summary>The one text that a built-in setting needs; a JSON value as it is written.</summary>
    public string Text => Words is { Count: > 0 } ? Words[^1]
        : Words is not null ? string.Empty
        : Json.ValueKind == JsonValueKind.String ? Json.GetString()!
        : Json.GetRawText();
}
