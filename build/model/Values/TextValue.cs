using System.Diagnostics.CodeAnalysis;

namespace TutorPipeline.Model.Values;

/// <summary>A text that was checked when it entered; a value of a derived type is always valid.</summary>
/// <param name="Text">The text as it is written.</param>
public abstract record TextValue(string Text)
{
    /// <summary>The text as it is written.</summary>
    /// <returns>The text.</returns>
    public sealed override string ToString() => Text;

    /// <summary>Gives the value of a checked text, or says what is allowed.</summary>
    /// <typeparam name="T">The value's type.</typeparam>
    /// <param name="text">The text.</param>
    /// <param name="isValid">Whether it may be a value.</param>
    /// <param name="make">Makes the value.</param>
    /// <param name="allowed">What is allowed, as an order: <c>give 12 digits, such as 123456789012</c>.</param>
    /// <returns>The value.</returns>
    /// <exception cref="FormatException">The text is not valid; the message is what is allowed.</exception>
    protected static T Check<T>(string text, bool isValid, Func<string, T> make, string allowed) =>
        isValid ? make(text) : throw new FormatException(allowed);

    /// <summary>Turns a parse that throws into one that answers.</summary>
    /// <typeparam name="T">The value's type.</typeparam>
    /// <param name="text">The text, or null.</param>
    /// <param name="parse">The parse that throws.</param>
    /// <param name="result">The value, or null.</param>
    /// <returns>Whether the text is valid.</returns>
    protected static bool Try<T>(string? text, Func<string, IFormatProvider?, T> parse, [MaybeNullWhen(false)] out T result)
        where T : class
    {
        try
        {
            result = text is null ? null : parse(text, null);
        }
        catch (FormatException)
        {
            result = null;
        }

        return result is not null;
    }
}
