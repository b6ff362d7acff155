using System.Net;
using Microsoft.AspNetCore.Http;

namespace HtpasswdAuth;

/// <summary>Whether a password may travel over this connection.</summary>
internal static class TransportCheck
{
    /// <summary>HTTPS, or a peer on this very machine: loopback, a Unix socket, an in-memory server.</summary>
    public static bool IsConfidential(HttpContext context) =>
        context.Request.IsHttps || context.Connection.RemoteIpAddress is not { } address || IPAddress.IsLoopback(address);
}
