using System.Diagnostics.CodeAnalysis;

namespace TutorPipeline.Model;

/// <summary>
/// A value that must never be seen: its text form, its debugger form and its equality reveal nothing. It reaches tools by standard input,
/// by environment or by a file of mode 0600, never by argument.
/// </summary>
public sealed class Secret : IParsable<Secret>, IEquatable<Secret>
{
    /// <summary>What stands wherever a secret would stand in output.</summary>
    public const string Mask = "***";

    private readonly string value;

    /// <summary>Wraps a value.</summary>
    /// <param name="value">The secret text; not empty.</param>
    /// <exception cref="ArgumentException">The text is empty.</exception>
    public Secret(string value)
    {
        ArgumentException.ThrowIfNullOrEmpty(value);
        this.value = value;
    }

    /// <summary>Gives the text to the one place that hands it to a tool or a server.</summary>
    /// <returns>The secret text.</returns>
    public string Reveal() => value;

    /// <summary>Always <see cref="Mask"/>.</summary>
    /// <returns>The mask.</returns>
    public override string ToString() => Mask;

    /// <inheritdoc/>
    public bool Equals(Secret? other) => other is not null && value == other.value;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Secret);

    /// <inheritdoc/>
    public override int GetHashCode() => value.GetHashCode(StringComparison.Ordinal);

    /// <inheritdoc/>
    public static Secret Parse(string s, IFormatProvider? provider) =>
        string.IsNullOrEmpty(s) ? throw new FormatException("a secret may not be empty") : new Secret(s);

    /// <inheritdoc/>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, [MaybeNullWhen(false)] out Secret result)
    {
        result = string.IsNullOrEmpty(s) ? null : new Secret(s);
        return result is not null;
    }
}
