using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;

namespace TutorPipeline.Model.Values;

/// <summary>The version of a database engine: one to three numbers.</summary>
[TypeConverter(typeof(ParsableConverter<EngineVersion>))]
public sealed record EngineVersion : TextValue, IParsable<EngineVersion>
{
    private const string Allowed = "give one to three numbers with dots, such as 8.4 or 5.0.0";

    private EngineVersion(string text)
        : base(text)
    {
    }

    /// <inheritdoc/>
    public static EngineVersion Parse(string s, IFormatProvider? provider) =>
        Check(s, Labels.IsNumbers(s, 1, 3), t => new EngineVersion(t), Allowed);

    /// <inheritdoc/>
    public static bool TryParse(
        [NotNullWhen(true)] string? s, IFormatProvider? provider, [MaybeNullWhen(false)] out EngineVersion result) =>
        Try(s, Parse, out result);

    /// <summary>The first number, such as 7 of 7.1.</summary>
    public string Major => Text.Split('.')[0];

    /// <summary>The first two numbers, such as 8.4 of 8.4.3; the only one when there is but one.</summary>
    public string MajorMinor => string.Join('.', Text.Split('.').Take(2));
}
