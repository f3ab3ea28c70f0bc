using System.Diagnostics.CodeAnalysis;

namespace TutorPipeline.Model.Values;

/// <summary>An e-mail address with a domain in lower case.</summary>
public sealed record EmailAddress : TextValue, IParsable<EmailAddress>
{
    private const string Allowed = "give an address such as help@yourschool.edu";

    private EmailAddress(string text)
        : base(text)
    {
    }

    /// <inheritdoc/>
    public static EmailAddress Parse(string s, IFormatProvider? provider) => Check(s, s.IndexOf('@', StringComparison.Ordinal) is > 0 and var at && s.LastIndexOf('@') == at && !s.Any(char.IsWhiteSpace) && Labels.IsDomain(s[(at + 1)..]), t => new EmailAddress(t), Allowed);

    /// <inheritdoc/>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, [MaybeNullWhen(false)] out EmailAddress result) =>
        Try(s, Parse, out result);
}
