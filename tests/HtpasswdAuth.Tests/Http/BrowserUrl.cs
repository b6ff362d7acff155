using System.Globalization;
using System.Text;

namespace HtpasswdAuth.Tests;

/// <summary>
/// Where a browser on <see cref="Origin"/> goes when it is given an address: the steps of the WHATWG URL standard's basic parser that
/// decide on the origin, and nothing of System.Uri, which the product uses.
/// </summary>
internal static class BrowserUrl
{
    public const string Origin = "https://site.example";

    private static readonly string[] SpecialSchemes = ["http", "https", "ws", "wss", "ftp"];
    private static readonly char[] ControlOrSpace = [.. Enumerable.Range(0, 0x21).Select(code => (char)code)];

    /// <summary>Scheme, host and port unless it is the default one; only the scheme and a colon where there is no host.</summary>
    public static string ResolveOrigin(string address)
    {
        string input = string.Concat(address.Trim(ControlOrSpace).Where(character => character is not ('\t' or '\n' or '\r')));
        int colon = EndOfScheme(input);
        if (colon < 0)
        {
            return ResolveRelative(input);
        }

        string scheme = input[..colon].ToLowerInvariant();
        string rest = input[(colon + 1)..];
        if (!SpecialSchemes.Contains(scheme))
        {
            return scheme + ":";
        }

        return scheme == "https" && !rest.StartsWith("//", StringComparison.Ordinal) ? ResolveRelative(rest) : ReadAuthority(scheme, rest);
    }

    private static int EndOfScheme(string input)
    {
        int end = input.IndexOf(':', StringComparison.Ordinal);
        return end > 0 && char.IsAsciiLetter(input[0]) && input[..end].All(character => char.IsAsciiLetterOrDigit(character) || "+-.".Contains(character))
            ? end
            : -1;
    }

    private static bool IsSlash(char character) => character is '/' or '\\';

    private static string ResolveRelative(string input) =>
        input.Length > 1 && IsSlash(input[0]) && IsSlash(input[1]) ? ReadAuthority("https", input) : Origin;

    private static string ReadAuthority(string scheme, string input)
    {
        string rest = input.TrimStart('/', '\\');
        int end = rest.AsSpan().IndexOfAny("/\\?#");
        string authority = end < 0 ? rest : rest[..end];
        string hostAndPort = authority[(authority.LastIndexOf('@') + 1)..];
        int colon = hostAndPort.LastIndexOf(':');
        bool hasPort = colon > hostAndPort.LastIndexOf(']');
        string host = hasPort ? hostAndPort[..colon] : hostAndPort;
        string port = hasPort ? hostAndPort[colon..] : "";
        bool isDefaultPort = port is ":" || (scheme, port) is ("https", ":443") or ("http", ":80");
        return $"{scheme}://{MapHost(host)}{(isDefaultPort ? "" : port)}";
    }

    /// <summary>Percent-decoding and as much of UTS 46 as makes two hosts equal: compatibility forms, case, ignored characters, dots.</summary>
    private static string MapHost(string host)
    {
        string decoded = Uri.UnescapeDataString(host);
        IEnumerable<Rune> kept = decoded.EnumerateRunes().Where(rune => Rune.GetUnicodeCategory(rune) != UnicodeCategory.Format);
        return string.Concat(kept).Normalize(NormalizationForm.FormKC).ToLowerInvariant().Replace('。', '.');
    }
}
