using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;

namespace TutorPipeline.Model.Values;

/// <summary>An instance type of EC2, such as t3.large.</summary>
[TypeConverter(typeof(ParsableConverter<Ec2InstanceType>))]
public sealed record Ec2InstanceType : TextValue, IParsable<Ec2InstanceType>
{
    private const string Allowed = "give a type such as t3.large (https://aws.amazon.com/ec2/instance-types/)";

    private Ec2InstanceType(string text)
        : base(text)
    {
    }

    /// <inheritdoc/>
    public static Ec2InstanceType Parse(string s, IFormatProvider? provider) =>
        Check(s, Labels.IsInstanceType(s, null), t => new Ec2InstanceType(t), Allowed);

    /// <inheritdoc/>
    public static bool TryParse(
        [NotNullWhen(true)] string? s, IFormatProvider? provider, [MaybeNullWhen(false)] out Ec2InstanceType result) =>
        Try(s, Parse, out result);
}
