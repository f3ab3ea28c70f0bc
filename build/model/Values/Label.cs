using System.Diagnostics.CodeAnalysis;

namespace TutorPipeline.Model.Values;

/// <summary>A word that can be part of host names, bucket names and Kubernetes names: an RFC 1123 label of at most 20 characters.</summary>
public sealed record Label : TextValue, IParsable<Label>
{
    private const string Allowed = "give 1 to 20 lower-case letters, digits and inner hyphens, such as yourschool";

    private Label(string text)
        : base(text)
    {
    }

    /// <inheritdoc/>
    public static Label Parse(string s, IFormatProvider? provider) => Check(s, Labels.IsLabel(s) && s.Length <= 20, t => new Label(t), Allowed);

    /// <inheritdoc/>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, [MaybeNullWhen(false)] out Label result) =>
        Try(s, Parse, out result);
}
