using System.Buffers;
using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace HtpasswdAuth;

/// <summary>
/// Addresses as httpd writes them: <c>10.1.2.3</c>, the beginning <c>10.1</c>, <c>10.1.0.0/16</c>, <c>10.1.0.0/255.255.0.0</c>,
/// <c>2001:db8::/32</c>. An IPv4 address that came in the form of an IPv6 one is an IPv4 address.
/// </summary>
internal readonly record struct AddressRange
{
    private const int Ipv4Bits = 32;
    private const int Ipv6Bits = 128;

    private static readonly SearchValues<char> Ipv4Characters = SearchValues.Create("0123456789.");

    private readonly bool _isIpv6;
    private readonly UInt128 _network;
    private readonly UInt128 _mask;

    private AddressRange(bool isIpv6, UInt128 network, UInt128 mask)
    {
        _isIpv6 = isIpv6;
        _network = network & mask;
        _mask = mask;
    }

    /// <summary>Whether a text can only be meant as an address, so that it is a mistake if it is none; other texts are host names.</summary>
    public static bool LooksLikeAddress(string text) =>
        text.Contains(':', StringComparison.Ordinal) || !text.AsSpan().ContainsAnyExcept(Ipv4Characters);

    /// <exception cref="FormatException">The text is no address or network.</exception>
    public static AddressRange Parse(string text) =>
        TryParse(text, out AddressRange range)
            ? range
            : throw new FormatException($"'{text}' is no address or network. Write 10.1.2.3, 10.1, 10.1.0.0/16, 10.1.0.0/255.255.0.0 or 2001:db8::/32.");

    public static bool TryParse(string text, out AddressRange range)
    {
        range = default;
        int slash = text.IndexOf('/', StringComparison.Ordinal);
        if (!LooksLikeAddress(slash < 0 ? text : text[..slash]))
        {
            return false;
        }

        if (slash < 0)
        {
            return TryParseAddress(text, out bool alone, out UInt128 only)
                ? Make(alone, only, MaskOf(alone, alone ? Ipv6Bits : Ipv4Bits), out range)
                : TryParseBeginning(text, out range);
        }

        return TryParseAddress(text[..slash], out bool isIpv6, out UInt128 address)
            && TryParseMask(text[(slash + 1)..], isIpv6, out UInt128 mask)
            && Make(isIpv6, address, mask, out range);
    }

    /// <summary>An IPv4 address where it is one within IPv6.</summary>
    public static IPAddress Plain(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;

    public static bool Same(IPAddress left, IPAddress right) => Bits(left) == Bits(right);

    public bool Contains(IPAddress address)
    {
        (bool isIpv6, UInt128 bits) = Bits(address);
        return isIpv6 == _isIpv6 && (bits & _mask) == _network;
    }

    private static bool Make(bool isIpv6, UInt128 address, UInt128 mask, out AddressRange range)
    {
        range = new AddressRange(isIpv6, address, mask);
        return true;
    }

    private static (bool IsIpv6, UInt128 Value) Bits(IPAddress address)
    {
        Span<byte> bytes = stackalloc byte[16];
        address.TryWriteBytes(bytes, out int length);
        if (length == 4)
        {
            return (false, BinaryPrimitives.ReadUInt32BigEndian(bytes));
        }

        return address.IsIPv4MappedToIPv6
            ? (false, BinaryPrimitives.ReadUInt32BigEndian(bytes[12..]))
            : (true, BinaryPrimitives.ReadUInt128BigEndian(bytes));
    }

    private static UInt128 MaskOf(bool isIpv6, int bits)
    {
        UInt128 ones = isIpv6 ? UInt128.MaxValue : uint.MaxValue;
        int rest = (isIpv6 ? Ipv6Bits : Ipv4Bits) - bits;
        return ones >> rest << rest;
    }

    /// <summary>By hand for IPv4: the framework also reads octal numbers, and fewer than four as something else.</summary>
    private static bool TryParseAddress(string text, out bool isIpv6, out UInt128 value)
    {
        isIpv6 = false;
        if (!text.Contains(':', StringComparison.Ordinal))
        {
            return TryParseOctets(text, out value, out int count) && count == 4 && !text.EndsWith('.');
        }

        bool valid = IPAddress.TryParse(text, out IPAddress? address)
            && address.AddressFamily == AddressFamily.InterNetworkV6
            && !text.AsSpan().ContainsAny("%[]/");
        (isIpv6, value) = valid ? Bits(address!) : default;
        return valid;
    }

    private static bool TryParseBeginning(string text, out AddressRange range)
    {
        range = default;
        return TryParseOctets(text, out UInt128 value, out int count)
            && Make(isIpv6: false, value << (Ipv4Bits - (8 * count)), MaskOf(isIpv6: false, 8 * count), out range);
    }

    private static bool TryParseOctets(string text, out UInt128 value, out int count)
    {
        value = 0;
        count = 0;
        foreach (string octet in (text.EndsWith('.') ? text[..^1] : text).Split('.'))
        {
            bool valid = byte.TryParse(octet, NumberStyles.None, CultureInfo.InvariantCulture, out byte number) && (octet.Length == 1 || octet[0] != '0');
            if (!valid || ++count > 4)
            {
                return false;
            }

            value = (value << 8) | number;
        }

        return true;
    }

    private static bool TryParseMask(string text, bool isIpv6, out UInt128 mask)
    {
        mask = default;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int bits))
        {
            // 0 is refused as httpd does: whoever means everybody says "all".
            mask = bits >= 1 && bits <= (isIpv6 ? Ipv6Bits : Ipv4Bits) ? MaskOf(isIpv6, bits) : 0;
            return mask != 0;
        }

        return !isIpv6 && TryParseOctets(text, out mask, out int count) && count == 4 && !text.EndsWith('.');
    }
}
