using System.Buffers.Binary;
using System.Globalization;
using System.Net;

namespace TutorPipeline.Infra.Stacks;

/// <summary>
/// Divides a VPC's range into sixteen equal subnets. Of <c>192.168.0.0/20</c> the public ones are <c>192.168.1-3.0/24</c>, the private ones
/// 4 to 6,
/// those of the databases 8 and 9, those of the cache 10 and 11; the rest is free.
/// </summary>
/// <param name="vpc">The VPC's range.</param>
internal sealed class AddressPlan(IPNetwork vpc)
{
    private const int SubnetBits = 4;

    /// <summary>The public subnet of a zone, counted from zero.</summary>
    public string Public(int zone) => Subnet(1 + zone);

    /// <summary>The private subnet of a zone, counted from zero.</summary>
    public string Private(int zone) => Subnet(4 + zone);

    /// <summary>The databases' subnet in a zone, counted from zero.</summary>
    public string Database(int zone) => Subnet(8 + zone);

    /// <summary>The cache's subnet in a zone, counted from zero.</summary>
    public string Cache(int zone) => Subnet(10 + zone);

    private string Subnet(int index)
    {
        var prefix = vpc.PrefixLength + SubnetBits;
        var address = BinaryPrimitives.ReadUInt32BigEndian(vpc.BaseAddress.GetAddressBytes()) + ((uint)index << (32 - prefix));
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, address);
        return string.Create(CultureInfo.InvariantCulture, $"{new IPAddress(bytes)}/{prefix}");
    }
}
