using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;

namespace TutorPipeline.Model.Values;

/// <summary>
/// A region of AWS's commercial partition, as
/// <see href="https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-regions.html"/> lists them.
/// </summary>
[TypeConverter(typeof(ParsableConverter<AwsRegion>))]
public sealed record AwsRegion : TextValue, IParsable<AwsRegion>
{
    private static readonly string[] Known =
    [
        "us-east-1", "us-east-2", "us-west-1", "us-west-2", "af-south-1", "ap-east-1", "ap-east-2", "ap-south-1", "ap-south-2",
        "ap-southeast-1", "ap-southeast-2", "ap-southeast-3", "ap-southeast-4", "ap-southeast-5", "ap-southeast-6", "ap-southeast-7",
        "ap-northeast-1", "ap-northeast-2", "ap-northeast-3", "ca-central-1", "ca-west-1", "eu-central-1", "eu-central-2",
        "eu-west-1", "eu-west-2", "eu-west-3", "eu-south-1", "eu-south-2", "eu-north-1", "il-central-1", "me-central-1", "me-south-1",
        "mx-central-1", "sa-east-1",
    ];

    private AwsRegion(string text)
        : base(text)
    {
    }

    /// <inheritdoc/>
    public static AwsRegion Parse(string s, IFormatProvider? provider) =>
        Array.IndexOf(Known, s) >= 0 ? new AwsRegion(s) : throw new FormatException(Allowed(s));

    /// <inheritdoc/>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, [MaybeNullWhen(false)] out AwsRegion result) =>
        Try(s, Parse, out result);

    private static string Allowed(string text)
    {
        var near = NearestNames.To(text, Known);
        return near.Count > 0
            ? $"it is not a region of AWS; perhaps {string.Join(" or ", near)} is meant"
            : $"it is not a region of AWS; give one of {string.Join(", ", Known)}";
    }
}
