using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;

namespace TutorPipeline.Model.Values;

/// <summary>
/// A word that can be part of host names, bucket names and Kubernetes names: an RFC 1123 label of at most 20 characters. A letter is
/// first and no two hyphens follow each other, as RDS wants it of servers, which are called after it.
/// </summary>
[TypeConverter(typeof(ParsableConverter<Label>))]
public sealed record Label : TextValue, IParsable<Label>
{
    private const string Allowed = "give 1 to 20 lower-case letters, digits and single inner hyphens, a letter first, such as yourschool";

    private Label(string text)
        : base(text)
    {
    }

    /// <inheritdoc/>
    public static Label Parse(string s, IFormatProvider? provider) =>
        Check(s, s.Length <= 20 && IsValid(s), t => new Label(t), Allowed);

    /// <inheritdoc/>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, [MaybeNullWhen(false)] out Label result) =>
        Try(s, Parse, out result);

    private static bool IsValid(string text) =>
        Labels.IsLabel(text) && char.IsAsciiLetterLower(text[0]) && !text.Contains("--", StringComparison.Ordinal);
}
