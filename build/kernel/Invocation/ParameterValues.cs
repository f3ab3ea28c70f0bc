namespace TutorPipeline.Kernel.Invocation;

/// <summary>The converted values of all parameters that something set, and where each came from.</summary>
internal sealed class ParameterValues
{
    private readonly Dictionary<string, (object? Value, ParameterOrigin Origin)> values = new(StringComparer.Ordinal);
    private readonly List<string> secretTexts = [];

    /// <summary>The texts of all secrets that were given, wherever; to be masked in every output.</summary>
    public IReadOnlyList<string> SecretTexts => secretTexts;

    /// <summary>Gets a value by the member's name, or by the one that its attribute gives it.</summary>
    public bool TryGet(string memberName, out object? value)
    {
        var found = values.TryGetValue(memberName, out var entry);
        value = entry.Value;
        return found;
    }

    /// <summary>Where a value came from; null when nothing set it.</summary>
    public ParameterOrigin? OriginOf(string memberName) => values.TryGetValue(memberName, out var entry) ? entry.Origin : null;

    /// <summary>Sets a value unless a stronger source has already set it.</summary>
    internal void SetIfFirst(ParameterMember parameter, object? value, ParameterOrigin origin)
    {
        values.TryAdd(parameter.Name, (value, origin));
        values.TryAdd(parameter.Member.Name, (value, origin));
    }

    /// <summary>Remembers a text that must never be shown.</summary>
    internal void Hide(string secretText)
    {
        if (secretText.Length > 0 && !secretTexts.Contains(secretText))
        {
            secretTexts.Add(secretText);
        }
    }
}
