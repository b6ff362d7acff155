using System.Text;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace HtpasswdAuth;

/// <summary>
/// Has the server send the bytes of <c>AuthName</c> as they are, which it refuses by itself where they are not ASCII. Of other headers, and
/// where the application says otherwise, nothing changes.
/// </summary>
internal static class RealmHeader
{
    public static void Allow(IServiceProvider services)
    {
        if (services.GetService<IOptions<KestrelServerOptions>>()?.Value is { } server)
        {
            Func<string, Encoding?> before = server.ResponseHeaderEncodingSelector;
            server.ResponseHeaderEncodingSelector =
                name => before(name) ?? (name.Equals(HeaderNames.WWWAuthenticate, StringComparison.OrdinalIgnoreCase) ? Encoding.Latin1 : null);
        }
    }
}
