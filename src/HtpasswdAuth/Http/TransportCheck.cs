using System.Net;
using Microsoft.AspNetCore.Http;

namespace HtpasswdAuth;

/// <summary>Whether a password may travel over a connection.</summary>
/// <param name="allowInsecure">Whether the site takes passwords over plain HTTP from other machines too.</param>
/// <param name="forwarding">Told of headers of a proxy on this machine.</param>
internal sealed class TransportCheck(bool allowInsecure, ForwardedHeadersWarning forwarding)
{
    /// <summary>HTTPS, or a client on this very machine: loopback, a Unix socket, an in-memory server.</summary>
    public static bool IsConfidential(HttpContext context) =>
        context.Request.IsHttps || (IsLocal(context) && !ForwardedTransport.IsPlainHttp(context.Request.Headers));

    public bool IsAccepted(HttpContext context)
    {
        bool isPlain = !IsLocal(context) || IsPlainHttp(context.Request.Headers, onlyUsual: false);
        return allowInsecure || !isPlain || context.Request.IsHttps;
    }

    /// <summary>
    /// The same for a request that is answered from memory. Until a proxy was seen it looks for the headers of usual ones only: behind any
    /// other, too, the first request comes without credentials that are known, and <see cref="IsAccepted(HttpContext)"/> sees it.
    /// </summary>
    public bool IsAcceptedFromCache(HttpContext context) =>
        context.Request.IsHttps
        || allowInsecure
        || (IsLocal(context) && !IsPlainHttp(context.Request.Headers, onlyUsual: !forwarding.HasSeenAny));

    private static bool IsLocal(HttpContext context) =>
        context.Connection.RemoteIpAddress is not { } address || IPAddress.IsLoopback(address);

    /// <summary>A peer on this machine may be a proxy whose client is not.</summary>
    private bool IsPlainHttp(IHeaderDictionary headers, bool onlyUsual)
    {
        if (ForwardedTransport.Find(headers, onlyUsual) is not { } name)
        {
            return false;
        }

        forwarding.Warn(headers, name);
        return ForwardedTransport.IsPlainHttp(headers);
    }
}
