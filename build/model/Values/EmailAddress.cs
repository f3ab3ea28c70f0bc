using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;

namespace TutorPipeline.Model.Values;

/// <summary>An e-mail address with a domain in lower case.</summary>
[TypeConverter(typeof(ParsableConverter<EmailAddress>))]
public sealed record EmailAddress : TextValue, IParsable<EmailAddress>
{
    private const string Allowed = "give an address such as help@yourschool.edu";

    private EmailAddress(string text)
        : base(text)
    {
    }

    /// <inheritdoc/>
    public static EmailAddress Parse(string s, IFormatProvider? provider) => Check(s, IsAddress(s), t => new EmailAddress(t), Allowed);

    /// <inheritdoc/>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, [MaybeNullWhen(false)] out EmailAddress result) =>
        Try(s, Parse, out result);

    /// <summary>What follows the at sign.</summary>
    public DomainName Domain => DomainName.Parse(Text[(Text.IndexOf('@', StringComparison.Ordinal) + 1)..], null);

    // The unquoted form of RFC 5322; nobody's mailbox needs the other one.
    private static bool IsAddress(string text)
    {
        var at = text.IndexOf('@', StringComparison.Ordinal);
        return at is > 0 and <= 64
            && Characters.AreLettersOrDigits(text.AsSpan(0, at), ".!#$%&'*+/=?^_`{|}~-")
            && text[0] != '.' && text[at - 1] != '.' && text.IndexOf("..", 0, at, StringComparison.Ordinal) < 0
            && Labels.IsDomain(text[(at + 1)..]);
    }
}
