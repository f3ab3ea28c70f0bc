using System.Buffers.Binary;
using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Sockets;

namespace TutorPipeline.Model.Values;

/// <summary>A range of IPv4 addresses in CIDR notation; no bit beyond the prefix is set (RFC 4632).</summary>
[TypeConverter(typeof(ParsableConverter<CidrBlock>))]
public sealed record CidrBlock : TextValue, IParsable<CidrBlock>
{
    private CidrBlock(string text, IPNetwork network)
        : base(text) => Network = network;

    /// <summary>The range.</summary>
    public IPNetwork Network { get; }

    /// <inheritdoc/>
    public static CidrBlock Parse(string s, IFormatProvider? provider) =>
        IPNetwork.TryParse(s, out var network) && network.BaseAddress.AddressFamily == AddressFamily.InterNetwork && network.ToString() == s
            ? new CidrBlock(s, network)
            : throw new FormatException(Allowed(s));

    /// <inheritdoc/>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, [MaybeNullWhen(false)] out CidrBlock result) =>
        Try(s, Parse, out result);

    private static string Allowed(string text)
    {
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        var isAddress = IPAddress.TryParse(slash < 0 ? text : text[..slash], out var address)
            && address.AddressFamily == AddressFamily.InterNetwork
            && text.StartsWith(address.ToString(), StringComparison.Ordinal);
        return isAddress && slash < 0 ? $"for this address alone give {address}/32"
            : isAddress && Characters.WholeNumber(text.AsSpan(slash + 1), 32) is { } prefix
                ? $"bits beyond its prefix are set; the range is {Range(address!, prefix)}"
            : "give an IPv4 range with no bit set beyond its prefix, such as 192.168.0.0/20";
    }

    private static string Range(IPAddress address, int prefix)
    {
        Span<byte> bytes = stackalloc byte[4];
        address.TryWriteBytes(bytes, out _);
        var mask = prefix == 0 ? 0 : uint.MaxValue << (32 - prefix);
        BinaryPrimitives.WriteUInt32BigEndian(bytes, BinaryPrimitives.ReadUInt32BigEndian(bytes) & mask);
        return new IPNetwork(new IPAddress(bytes), prefix).ToString();
    }
}
