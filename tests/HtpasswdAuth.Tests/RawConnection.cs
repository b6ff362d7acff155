using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace HtpasswdAuth.Tests;

/// <summary>What a real server would know of a connection, and the test server cannot be told.</summary>
internal static class RawConnection
{
    /// <summary>HttpClient tidies an Authorization header; under this name it goes out as it is.</summary>
    public const string Authorization = "X-Raw-Authorization";

    /// <summary>To be done before everything that the framework or a test adds.</summary>
    public static void Restore(HttpContext context, IPAddress? clientAddress)
    {
        context.Connection.RemoteIpAddress = clientAddress;
        if (context.Request.Headers.Remove(Authorization, out StringValues authorization))
        {
            context.Request.Headers.Authorization = authorization;
        }
    }
}
