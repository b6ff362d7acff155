using System.Net;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;

namespace HtpasswdAuth;

/// <summary>Tells whether it is the proxy that asks. Anybody else could claim to ask for any request.</summary>
internal sealed class ForwardAuthProxies(IEnumerable<IPNetwork> networks)
{
    private readonly IPNetwork[] _networks = [.. networks];

    public bool Includes(HttpContext context)
    {
        // The peer of the connection: the request's own address is the client's as soon as forwarded headers are read.
        IPAddress? address = context.Features.Get<IConnectionEndPointFeature>()?.RemoteEndPoint is { } peer
            ? (peer as IPEndPoint)?.Address
            : context.Connection.RemoteIpAddress;
        if (address is null || IPAddress.IsLoopback(address))
        {
            // No address: a Unix socket, whose file's mode says who may connect, or a server in memory.
            return true;
        }

        IPAddress plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return Array.Exists(_networks, network => network.Contains(plain));
    }
}
