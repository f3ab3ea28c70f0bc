using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Sockets;

namespace TutorPipeline.Model.Values;

/// <summary>A range of IPv4 addresses in CIDR notation; no bit beyond the prefix is set (RFC 4632).</summary>
public sealed record CidrBlock : TextValue, IParsable<CidrBlock>
{
    private CidrBlock(string text, IPNetwork network)
        : base(text) => Network = network;

    /// <summary>The range.</summary>
    public IPNetwork Network { get; }

    /// <inheritdoc/>
    public static CidrBlock Parse(string s, IFormatProvider? provider) =>
        s.Contains('/', StringComparison.Ordinal)
        && IPNetwork.TryParse(s, out var network)
        && network.BaseAddress.AddressFamily == AddressFamily.InterNetwork
            ? new CidrBlock(s, network)
            : throw new FormatException("give an IPv4 range with no bit set beyond its prefix, such as 192.168.0.0/20");

    /// <inheritdoc/>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, [MaybeNullWhen(false)] out CidrBlock result) =>
        Try(s, Parse, out result);
}
