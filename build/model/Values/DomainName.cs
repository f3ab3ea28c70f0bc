using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;

namespace TutorPipeline.Model.Values;

/// <summary>A DNS name of two labels or more, in lower case, without the final dot (RFC 1123).</summary>
[TypeConverter(typeof(ParsableConverter<DomainName>))]
public sealed record DomainName : TextValue, IParsable<DomainName>
{
    private const string Allowed = "give a domain in lower case with at least two labels, such as yourschool.edu";

    private DomainName(string text)
        : base(text)
    {
    }

    /// <inheritdoc/>
    public static DomainName Parse(string s, IFormatProvider? provider) => Check(s, Labels.IsDomain(s), t => new DomainName(t), Allowed);

    /// <inheritdoc/>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, [MaybeNullWhen(false)] out DomainName result) =>
        Try(s, Parse, out result);

    /// <summary>A name below this one.</summary>
    /// <param name="label">One label or several, such as <c>mongodb.master</c>.</param>
    /// <returns>The longer name.</returns>
    /// <exception cref="FormatException">The result would be no valid name.</exception>
    public DomainName Below(string label) => Parse($"{label}.{Text}", null);
}
