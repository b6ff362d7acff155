using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Primitives;

namespace HtpasswdAuth;

/// <summary>
/// A source of endpoints none of which is reached past the gate. For applications without a scheme among their services, whose routing asks no
/// <see cref="ShortCircuitPolicy"/>.
/// </summary>
internal sealed class GatedEndpoints(EndpointDataSource source, UnmarkedEndpoints unmarked) : EndpointDataSource
{
    public override IReadOnlyList<Endpoint> Endpoints => Gate(source.Endpoints);

    public override IReadOnlyList<Endpoint> GetGroupedEndpoints(RouteGroupContext context) => Gate(source.GetGroupedEndpoints(context));

    public override IChangeToken GetChangeToken() => source.GetChangeToken();

    private IReadOnlyList<Endpoint> Gate(IReadOnlyList<Endpoint> endpoints) => endpoints.Any(ShortCircuits.Passes)
        ? [.. endpoints.Select(endpoint => ShortCircuits.Passes(endpoint) ? unmarked.Of(endpoint) : endpoint)]
        : endpoints;
}
