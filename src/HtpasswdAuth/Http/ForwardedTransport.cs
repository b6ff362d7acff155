using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace HtpasswdAuth;

/// <summary>
/// What a proxy on this machine says of the connection that its client came by. It only ever counts against the request: a header that
/// says HTTPS opens nothing, so nobody gains by writing one.
/// </summary>
internal static class ForwardedTransport
{
    private const string Forwarded = "Forwarded";
    private const string Ssl = "X-Forwarded-Ssl";

    // How many of the names below come first because a usual proxy sends one of them at least.
    private const int UsualNames = 2;

    // Left by the framework's middleware in place of what it has read.
    private const string ReadFor = "X-Original-For";
    private const string ReadProto = "X-Original-Proto";

    // Names that proxies and their manuals have for one thing.
    private static readonly string[] Schemes = ["X-Forwarded-Proto", "X-Forwarded-Scheme", "X-Forwarded-Protocol"];
    private static readonly string[] Names = ["X-Forwarded-Proto", "X-Forwarded-For", Forwarded, "X-Forwarded-Host", Ssl, .. Schemes[1..], ReadProto];

    /// <summary>The first header of a proxy in a request; <see langword="null"/> where there is none, as without a proxy.</summary>
    /// <param name="headers">The request's.</param>
    /// <param name="onlyUsual">Whether to look for those of usual proxies only, which takes a quarter of the time.</param>
    public static string? Find(IHeaderDictionary headers, bool onlyUsual)
    {
        foreach (string name in onlyUsual ? Names.AsSpan(0, UsualNames) : Names)
        {
            if (headers.ContainsKey(name))
            {
                return name;
            }
        }

        return null;
    }

    /// <summary>Whether the framework's middleware has read what the proxy says.</summary>
    public static bool IsRead(IHeaderDictionary headers) => headers.ContainsKey(ReadFor) || headers.ContainsKey(ReadProto);

    /// <summary>Whether a request that reached the application over plain HTTP came to the proxy so as well.</summary>
    public static bool IsPlainHttp(IHeaderDictionary headers) =>
        Array.Exists(Schemes, name => HasItem(headers[name], ',', IsPlain))
        || HasItem(headers[Ssl], ',', static item => item.Equals("off", StringComparison.OrdinalIgnoreCase))
        || HasItem(headers[Forwarded], ',', static element => HasItem(element, ';', IsPlainProto))
        || (headers.ContainsKey(ReadProto) && !headers.ContainsKey(ReadFor));

    private static bool IsPlain(ReadOnlySpan<char> scheme) =>
        scheme.Equals("http", StringComparison.OrdinalIgnoreCase) || scheme.Equals("ws", StringComparison.OrdinalIgnoreCase);

    /// <summary>A parameter of <c>Forwarded</c> (RFC 7239 section 4): <c>proto=http</c>, the value perhaps quoted.</summary>
    private static bool IsPlainProto(ReadOnlySpan<char> parameter) =>
        parameter.IndexOf('=') is > 0 and int equals
        && parameter[..equals].Trim().Equals("proto", StringComparison.OrdinalIgnoreCase)
        && IsPlain(parameter[(equals + 1)..].Trim().Trim('"'));

    private static bool HasItem(StringValues values, char separator, Func<ReadOnlySpan<char>, bool> matches)
    {
        foreach (string? value in values)
        {
            if (HasItem(value, separator, matches))
            {
                return true;
            }
        }

        return false;
    }

    private static bool HasItem(ReadOnlySpan<char> list, char separator, Func<ReadOnlySpan<char>, bool> matches)
    {
        foreach (Range item in list.Split(separator))
        {
            if (matches(list[item].Trim()))
            {
                return true;
            }
        }

        return false;
    }
}
