using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;

namespace HtpasswdAuth;

/// <summary>Endpoints that routing answers by itself, before any middleware after it has seen the request: a gate, for one.</summary>
internal static class ShortCircuits
{
    // The framework's mark is internal. What its own convention adds to an endpoint is that mark.
    private static readonly Type Mark = FindMark();

    /// <summary>Whether an endpoint would be reached past the gate, and nobody has said that it may be.</summary>
    public static bool Passes(Endpoint endpoint) => IsMarked(endpoint) && !ChecksPasswordItself.Marks(endpoint);

    /// <summary>The endpoint as it would be without the mark: reached behind the gate, and answering there what it would have before.</summary>
    public static Endpoint Unmark(Endpoint endpoint)
    {
        var metadata = new EndpointMetadataCollection(endpoint.Metadata.Where(item => item.GetType() != Mark));
        RequestDelegate handler = WithStatus(endpoint);
        return endpoint is RouteEndpoint route
            ? new RouteEndpoint(handler, route.RoutePattern, route.Order, metadata, route.DisplayName)
            : new Endpoint(handler, metadata, endpoint.DisplayName);
    }

    /// <summary>The status stands in the mark, for routing to set; the handler of <c>MapShortCircuit</c> does nothing at all.</summary>
    private static RequestDelegate WithStatus(Endpoint endpoint)
    {
        RequestDelegate handler = endpoint.RequestDelegate ?? (static _ => Task.CompletedTask);
        if (StatusOf(endpoint.Metadata.Last(item => item.GetType() == Mark)) is not { } status)
        {
            return handler;
        }

        return context =>
        {
            context.Response.StatusCode = status;
            return handler(context);
        };
    }

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "get_StatusCode")]
    private static extern int? StatusOf(
        [UnsafeAccessorType("Microsoft.AspNetCore.Routing.ShortCircuit.ShortCircuitMetadata, Microsoft.AspNetCore.Routing")] object mark);

    private static bool IsMarked(Endpoint endpoint)
    {
        EndpointMetadataCollection metadata = endpoint.Metadata;
        for (int i = 0; i < metadata.Count; i++)
        {
            if (metadata[i].GetType() == Mark)
            {
                return true;
            }
        }

        return false;
    }

    private static Type FindMark()
    {
        var conventions = new Conventions();
        conventions.ShortCircuit();
        var builder = new RouteEndpointBuilder(static _ => Task.CompletedTask, RoutePatternFactory.Parse("/"), order: 0);
        conventions.ApplyTo(builder);
        return builder.Metadata[^1].GetType();
    }

    private sealed class Conventions : IEndpointConventionBuilder
    {
        private readonly List<Action<EndpointBuilder>> _conventions = [];

        public void Add(Action<EndpointBuilder> convention) => _conventions.Add(convention);

        public void ApplyTo(EndpointBuilder builder) => _conventions.ForEach(convention => convention(builder));
    }
}
