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
    private const ulong Ipv4Loopback = Ipv4Mapped | (127UL << 24);

    /// <summary>
    /// Gets whether this is the machine itself: loopback, or no address. Behind a proxy there without forwarded headers, that is
    /// everybody. The /64 of the IPv6 loopback address holds no address that another machine could have.
    /// </summary>
    public bool IsLocal => Prefix == UInt128.Zero || Prefix >> 24 == Ipv4Loopback >> 24;

    /// <summary>
    /// Gets the /24 of an IPv4 address or the /48 of an IPv6 network: what is often one subscriber's, and never more than an office's.
    /// </summary>
    public UInt128 Range => Prefix >> 32 == Ipv4Mapped >> 32 ? Prefix & ~(UInt128)0xFF : Prefix & ~((UInt128)0xFFFF << 64);

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

    /// <summary>The address, or the network as <c>2001:db8:1:2::/64</c>, or <c>localhost</c>.</summary>
    public override string ToString()
    {
        if (IsLocal)
        {
            return "localhost";
        }

        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, Prefix);
        var address = new IPAddress(bytes);
        return address.IsIPv4MappedToIPv6 ? address.MapToIPv4().ToString() : $"{address}/64";
    }
}
