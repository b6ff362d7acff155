using Microsoft.Extensions.DependencyInjection;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Forwarder;

namespace HtpasswdAuth.Tests;

/// <summary>A reverse proxy to a backend that needs no password.</summary>
internal sealed class ProxiedBackend : HttpMessageHandler, IForwarderHttpClientFactory
{
    public static void Add(IServiceCollection services)
    {
        services.AddReverseProxy().LoadFromMemory(
            [new RouteConfig { RouteId = "all", ClusterId = "backend", Match = new RouteMatch { Path = "{**all}" } }],
            [new ClusterConfig { ClusterId = "backend", Destinations = new Dictionary<string, DestinationConfig> { ["one"] = new() { Address = "http://backend.example/" } } }]);
        services.AddSingleton<IForwarderHttpClientFactory>(new ProxiedBackend());
    }

    public HttpMessageInvoker CreateClient(ForwarderHttpClientContext context) => new(this);

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        Task.FromResult(new HttpResponseMessage { Content = new StringContent(GatedSite.Secret) });
}
