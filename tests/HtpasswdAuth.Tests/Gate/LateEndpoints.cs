using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.Primitives;

namespace HtpasswdAuth.Tests;

/// <summary>A source that has an endpoint only after a while, as those have that follow a configuration.</summary>
internal sealed class LateEndpoints(int? status = null) : EndpointDataSource, IDisposable
{
    private CancellationTokenSource _changed = new();
    private Endpoint[] _endpoints = [];

    public override IReadOnlyList<Endpoint> Endpoints => _endpoints;

    public override IChangeToken GetChangeToken() => new CancellationChangeToken(_changed.Token);

    public void Appear()
    {
        var builder = new RouteEndpointBuilder(
            context => context.Response.WriteAsync($"secret {context.Request.RouteValues["id"]}"), RoutePatternFactory.Parse("/late/{id}"), order: 0);
        new Convention(builder).ShortCircuit(status);
        _endpoints = [builder.Build()];
        CancellationTokenSource before = Interlocked.Exchange(ref _changed, new CancellationTokenSource());
        before.Cancel();
        before.Dispose();
    }

    public void Dispose() => _changed.Dispose();

    private sealed class Convention(EndpointBuilder builder) : IEndpointConventionBuilder
    {
        public void Add(Action<EndpointBuilder> convention) => convention(builder);
    }
}
