using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace HtpasswdAuth;

/// <summary>
/// Where a person is sent back to after one of our own pages. Only an address of this very origin is accepted, written as a path:
/// in doubt the person lands on the home page, which is a nuisance, and never on somebody else's site, which is phishing.
/// </summary>
internal static class LocalReturnUrl
{
    /// <summary>In characters, before and after percent-encoding: proxies in front often allow 4 KiB for all headers of an answer.</summary>
    public const int MaxLength = 2048;

    // Once is what a server does; whoever decodes the result again, by mistake or on purpose, must not get out of the origin either.
    private const int MaxDecodings = 3;

    private static readonly Uri Origin = new("https://return.invalid");

    /// <summary>What may stand in a Location header as it is: visible ASCII.</summary>
    private static readonly SearchValues<char> Visible = SearchValues.Create([.. Enumerable.Range(0x21, 0x5E).Select(code => (char)code)]);

    /// <summary>The address as it goes into a Location header when it is acceptable, otherwise the home page.</summary>
    /// <param name="url">As the browser knows it: with the path base, percent-encoded, with the query.</param>
    /// <param name="pathBase">Of the current request.</param>
    /// <param name="ownPages">Pages, without the path base, that nobody wants to return to: the code page, signing out.</param>
    public static string Sanitize(string? url, PathString pathBase, params ReadOnlySpan<PathString> ownPages) =>
        TryAccept(url, pathBase, ownPages, out string? location) ? location : Home(pathBase);

    /// <summary>
    /// Addresses outside the path base but on the same origin are accepted: behind a proxy this may be one application of several.
    /// </summary>
    /// <param name="url">As for <see cref="Sanitize"/>.</param>
    /// <param name="pathBase">As for <see cref="Sanitize"/>.</param>
    /// <param name="ownPages">As for <see cref="Sanitize"/>.</param>
    /// <param name="location">Visible ASCII only. Apart from spaces and non-ASCII characters, which are percent-encoded, equal to <paramref name="url"/>.</param>
    public static bool TryAccept(
        string? url, PathString pathBase, ReadOnlySpan<PathString> ownPages, [NotNullWhen(true)] out string? location)
    {
        location = null;
        if (url is null || url.Length > MaxLength || !IsPlain(url))
        {
            return false;
        }

        // Browsers keep a fragment to themselves: one that arrives here was put there by somebody else. A replacement character,
        // which is also what half a surrogate pair counts as, means that the address was damaged on its way.
        if (url.Contains('#', StringComparison.Ordinal) || url.EnumerateRunes().Contains(Rune.ReplacementChar))
        {
            return false;
        }

        int query = url.IndexOf('?', StringComparison.Ordinal);
        string path = query < 0 ? url : url[..query];
        if (!IsSafePath(path, pathBase, ownPages) || !IsSafeQuery(url[path.Length..]))
        {
            return false;
        }

        string encoded = Encode(url);
        if (encoded.Length > MaxLength || !IsSameOrigin(encoded))
        {
            return false;
        }

        location = encoded;
        return true;
    }

    // The path base may come from a forwarded header, so it is no more to be trusted than an address.
    private static string Home(PathString pathBase) =>
        TryAccept(pathBase.ToUriComponent().TrimEnd('/') + "/", default, [], out string? location) ? location : "/";

    private static bool IsSafePath(string path, PathString pathBase, ReadOnlySpan<PathString> ownPages)
    {
        foreach (string reading in Readings(path))
        {
            if (!IsPlain(reading) || HasDotSegment(reading) || IsOwnPage(reading, pathBase, ownPages))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsSafeQuery(string query) => !Readings(query).Any(HasControlOrBackslash);

    /// <summary>The text as it is and after each decoding that changes it.</summary>
    private static IEnumerable<string> Readings(string text)
    {
        yield return text;
        for (int decodings = 0; decodings < MaxDecodings; decodings++)
        {
            string decoded = Uri.UnescapeDataString(text);
            if (decoded == text)
            {
                yield break;
            }

            text = decoded;
            yield return text;
        }
    }

    /// <summary>One slash at the start and not two, nor anything that a browser takes for a slash or drops.</summary>
    private static bool IsPlain(string path) =>
        path.StartsWith('/') && !path.StartsWith("//", StringComparison.Ordinal) && !HasControlOrBackslash(path);

    private static bool HasControlOrBackslash(string text)
    {
        foreach (char character in text)
        {
            if (character == '\\' || char.IsControl(character))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Browsers resolve these before they ask, so an honest address has none; <c>/..//host</c> is how they are used here.</summary>
    private static bool HasDotSegment(string path)
    {
        foreach (Range segment in path.AsSpan().Split('/'))
        {
            if (path.AsSpan(segment) is "." or "..")
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsOwnPage(string path, PathString pathBase, ReadOnlySpan<PathString> ownPages)
    {
        ReadOnlySpan<char> wanted = path.AsSpan().TrimEnd('/');
        foreach (PathString page in ownPages)
        {
            if (wanted.Equals((pathBase.Value + page.Value).AsSpan().TrimEnd('/'), StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>A second opinion: with the checks above nothing is known that gets as far as this and leaves the origin.</summary>
    private static bool IsSameOrigin(string location) =>
        Uri.TryCreate(Origin, location, out Uri? resolved)
        && resolved.Scheme == Origin.Scheme
        && resolved.Host == Origin.Host
        && resolved.Port == Origin.Port
        && resolved.UserInfo.Length == 0;

    private static string Encode(string url)
    {
        if (!url.AsSpan().ContainsAnyExcept(Visible))
        {
            return url;
        }

        var encoded = new StringBuilder(url.Length * 3);
        Span<byte> utf8 = stackalloc byte[4];
        foreach (Rune rune in url.EnumerateRunes())
        {
            if (rune.IsAscii && Visible.Contains((char)rune.Value))
            {
                encoded.Append((char)rune.Value);
                continue;
            }

            foreach (byte unit in utf8[..rune.EncodeToUtf8(utf8)])
            {
                encoded.Append(CultureInfo.InvariantCulture, $"%{unit:X2}");
            }
        }

        return encoded.ToString();
    }
}
