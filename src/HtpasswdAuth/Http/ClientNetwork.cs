using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace HtpasswdAuth;

/// <summary>
/// Whom fairness counts as one client: an IPv4 address, or the /64 of an IPv6 address, since one subscriber commands a whole /64.
/// Connections without an address (Unix sockets, in-memory servers) are one client together.
/// </summary>
internal readonly record struct ClientNetwork(UInt128 Prefix)
{
    private const ulong Ipv4Mapped = 0x0000_FFFF_0000_0000;

    public static ClientNetwork From(IPAddress? address)
    {
        if (address is null)
        {
            return default;
        }

        Span<byte> bytes = stackalloc byte[16];
        if (!address.TryWriteBytes(bytes, out _))
        {
            return default;
        }

        if (address.AddressFamily == AddressFamily.InterNetwork)
        {
            return new ClientNetwork(new UInt128(0, Ipv4Mapped | BinaryPrimitives.ReadUInt32BigEndian(bytes)));
        }

        return address.IsIPv4MappedToIPv6
            ? new ClientNetwork(new UInt128(0, Ipv4Mapped | BinaryPrimitives.ReadUInt32BigEndian(bytes[12..])))
            : new ClientNetwork(new UInt128(BinaryPrimitives.ReadUInt64BigEndian(bytes), 0));
    }
}
