using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;

namespace TutorPipeline.Model.Values;

/// <summary>An AWS account: 12 digits.</summary>
[TypeConverter(typeof(ParsableConverter<AwsAccountId>))]
public sealed record AwsAccountId : TextValue, IParsable<AwsAccountId>
{
    private const string Allowed = "give 12 digits, such as 123456789012";

    private AwsAccountId(string text)
        : base(text)
    {
    }

    /// <inheritdoc/>
    public static AwsAccountId Parse(string s, IFormatProvider? provider) =>
        Check(s, s.Length == 12 && Characters.AreDigits(s), t => new AwsAccountId(t), Allowed);

    /// <inheritdoc/>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, [MaybeNullWhen(false)] out AwsAccountId result) =>
        Try(s, Parse, out result);
}
