using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;

namespace TutorPipeline.Model.Values;

/// <summary>An instance class of RDS or DocumentDB, such as db.t4g.small.</summary>
[TypeConverter(typeof(ParsableConverter<RdsInstanceClass>))]
public sealed record RdsInstanceClass : TextValue, IParsable<RdsInstanceClass>
{
    private const string Allowed = "give a class such as db.t4g.small (https://aws.amazon.com/rds/instance-types/)";

    private RdsInstanceClass(string text)
        : base(text)
    {
    }

    /// <inheritdoc/>
    public static RdsInstanceClass Parse(string s, IFormatProvider? provider) =>
        Check(s, Labels.IsInstanceType(s, "db"), t => new RdsInstanceClass(t), Labels.InstanceTypeAllowed(s, "db", Allowed));

    /// <inheritdoc/>
    public static bool TryParse(
        [NotNullWhen(true)] string? s, IFormatProvider? provider, [MaybeNullWhen(false)] out RdsInstanceClass result) =>
        Try(s, Parse, out result);
}
