using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace HtpasswdAuth.Tool;

/// <summary>Addresses and networks as httpd writes them, and as <c>RequireNetwork</c> reads them.</summary>
internal static class NetworkText
{
    public static bool IsNetwork(string text)
    {
        int slash = text.IndexOf('/', StringComparison.Ordinal);
        string address = slash < 0 ? text : text[..slash];
        if (address.Contains(':', StringComparison.Ordinal))
        {
            bool valid = IPAddress.TryParse(address, out IPAddress? parsed) && parsed.AddressFamily == AddressFamily.InterNetworkV6 && !address.AsSpan().ContainsAny("%[]");
            return valid && (slash < 0 || IsLength(text[(slash + 1)..], 128));
        }

        int octets = CountOctets(address);
        return slash < 0 ? octets > 0 : octets == 4 && !address.EndsWith('.') && IsMask(text[(slash + 1)..]);
    }

    private static bool IsMask(string text) => IsLength(text, 32) || (CountOctets(text) == 4 && !text.EndsWith('.'));

    private static bool IsLength(string text, int most) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int bits) && bits >= 1 && bits <= most;

    /// <returns>1 to 4, or 0 where it is none.</returns>
    private static int CountOctets(string text)
    {
        string[] octets = (text.EndsWith('.') ? text[..^1] : text).Split('.');
        bool valid = octets.Length <= 4 && octets.All(octet => byte.TryParse(octet, NumberStyles.None, CultureInfo.InvariantCulture, out _) && (octet.Length == 1 || octet[0] != '0'));
        return valid ? octets.Length : 0;
    }
}
