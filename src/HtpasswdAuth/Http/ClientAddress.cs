using System.Net;
using Microsoft.AspNetCore.Http;

namespace HtpasswdAuth;

/// <summary>The client's address as httpd's error log writes it: <c>192.0.2.7:50123</c>.</summary>
internal static class ClientAddress
{
    // What a connection without an address is called in the log; a loopback address, since only local peers have none.
    private const string Local = "127.0.0.1:0";

    public static string ForLog(HttpContext context)
    {
        ConnectionInfo connection = context.Connection;
        IPAddress? address = connection.RemoteIpAddress;
        if (address is null)
        {
            return Local;
        }

        // httpd writes IPv6 without brackets too; the port follows the last colon.
        return $"{(address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address)}:{connection.RemotePort}";
    }
}
