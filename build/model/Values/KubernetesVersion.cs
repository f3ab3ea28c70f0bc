using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;

namespace TutorPipeline.Model.Values;

/// <summary>A minor version of Kubernetes, such as 1.35.</summary>
[TypeConverter(typeof(ParsableConverter<KubernetesVersion>))]
public sealed record KubernetesVersion : TextValue, IParsable<KubernetesVersion>
{
    private const string Allowed = "give major and minor version, such as 1.35";

    private KubernetesVersion(string text)
        : base(text)
    {
    }

    /// <inheritdoc/>
    public static KubernetesVersion Parse(string s, IFormatProvider? provider) =>
        Check(s, Labels.IsNumbers(s, 2, 2) && s.StartsWith("1.", StringComparison.Ordinal), t => new KubernetesVersion(t), Allowed);

    /// <inheritdoc/>
    public static bool TryParse(
        [NotNullWhen(true)] string? s, IFormatProvider? provider, [MaybeNullWhen(false)] out KubernetesVersion result) =>
        Try(s, Parse, out result);
}
