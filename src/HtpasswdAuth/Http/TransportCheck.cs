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
        context.Request.IsHttps || (IsLocal(context) && !IsPlainHttp(context.Request.Headers, forwarding: null));

    public bool IsAccepted(HttpContext context)
    {
        bool isPlain = !IsLocal(context) || IsPlainHttp(context.Request.Headers, forwarding);
        return allowInsecure || !isPlain || context.Request.IsHttps;
    }

    private static bool IsLocal(HttpContext context) =>
        context.Connection.RemoteIpAddress is not { } address || IPAddress.IsLoopback(address);

    /// <summary>A peer on this machine may be a proxy whose client is not.</summary>
    private static bool IsPlainHttp(IHeaderDictionary headers, ForwardedHeadersWarning? forwarding)
    {
        if (ForwardedTransport.Find(headers) is not { } name)
        {
            return false;
        }

        forwarding?.Warn(headers, name);
        return ForwardedTransport.IsPlainHttp(headers);
    }
}
