using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;

namespace TutorPipeline.Model.Values;

/// <summary>A node type of ElastiCache, such as cache.t4g.small.</summary>
[TypeConverter(typeof(ParsableConverter<CacheNodeType>))]
public sealed record CacheNodeType : TextValue, IParsable<CacheNodeType>
{
    private const string Allowed = "give a type such as cache.t4g.small (https://aws.amazon.com/elasticache/pricing/)";

    private CacheNodeType(string text)
        : base(text)
    {
    }

    /// <inheritdoc/>
    public static CacheNodeType Parse(string s, IFormatProvider? provider) =>
        Check(s, Labels.IsInstanceType(s, "cache"), t => new CacheNodeType(t), Labels.InstanceTypeAllowed(s, "cache", Allowed));

    /// <inheritdoc/>
    public static bool TryParse(
        [NotNullWhen(true)] string? s, IFormatProvider? provider, [MaybeNullWhen(false)] out CacheNodeType result) =>
        Try(s, Parse, out result);
}
