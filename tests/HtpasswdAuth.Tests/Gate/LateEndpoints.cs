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

    public void Appear() => Appear([Make("/late/{id}", convention => convention.ShortCircuit(status))]);

    /// <summary>An endpoint that answers a secret.</summary>
    public static Endpoint Make(string pattern, params Action<IEndpointConventionBuilder>[] conventions)
    {
        var builder = new RouteEndpointBuilder(
            context => context.Response.WriteAsync($"secret {context.Request.RouteValues["id"]}"), RoutePatternFactory.Parse(pattern), order: 0);
        Array.ForEach(conventions, add => add(new Convention(builder)));
        return builder.Build();
    }

    public void Appear(Endpoint[] endpoints)
    {
        _endpoints = endpoints;
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
