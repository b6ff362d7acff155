using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace HtpasswdAuth;

/// <summary>Knows whether the application has a gate, and refuses to start with endpoints that are answered before it.</summary>
internal sealed class GatePresence
{
    // Where routing leaves its mark in a pipeline that it is part of, and where a WebApplication says what it will route by.
    private const string Routing = "__EndpointRouteBuilder";
    private const string GlobalRouting = "__GlobalEndpointRouteBuilder";
    private const int NamedEndpoints = 10;

    private int _count;

    public bool IsThere => _count > 0;

    /// <summary>Gets whether a request that has passed a gate has passed all that there are.</summary>
    public bool IsSingle => _count == 1;

    /// <summary>To be called where a gate is put into a pipeline.</summary>
    /// <returns>What is to be called once the pipeline is complete. It throws where an endpoint would be reached past the gate.</returns>
    public static Action Announce(IApplicationBuilder app)
    {
        if (app.ApplicationServices.GetService<GatePresence>() is { } presence)
        {
            presence._count++;
        }

        bool isRouted = app.Properties.ContainsKey(Routing);
        return () =>
        {
            // Routing that is added after the gate in the same pipeline is not put before it by WebApplication.
            if (isRouted || !app.Properties.ContainsKey(Routing))
            {
                ThrowIfPassed(app.ApplicationServices.GetService<EndpointDataSource>());
                KeepLaterOnesBehind(app);
            }
        };
    }

    /// <summary>
    /// Where there is a presence there is a <see cref="ShortCircuitPolicy"/>. Otherwise routing gets other sources of endpoints, before it is
    /// made: a pipeline is put together from its end, and routing comes before the gate.
    /// </summary>
    private static void KeepLaterOnesBehind(IApplicationBuilder app)
    {
        if (app.ApplicationServices.GetService<GatePresence>() is not null)
        {
            return;
        }

        if ((app.Properties.TryGetValue(Routing, out object? found) || app.Properties.TryGetValue(GlobalRouting, out found))
            && found is IEndpointRouteBuilder { DataSources: { } sources })
        {
            var unmarked = new UnmarkedEndpoints(app.ApplicationServices.GetRequiredService<ILoggerFactory>());
            EndpointDataSource[] gated = [.. sources.Select(source => source as GatedEndpoints ?? new GatedEndpoints(source, unmarked))];
            sources.Clear();
            Array.ForEach(gated, sources.Add);
        }
        else if (app.ApplicationServices.GetService<EndpointDataSource>() is CompositeEndpointDataSource all && all.DataSources.Any(MayChange))
        {
            throw new InvalidOperationException(
                "Endpoints of this application may change while it runs, and nothing here, in a branch, can tell routing to keep them behind the rules. "
                + "Call app.UseRouting() before the branch, or add a scheme: builder.Services.AddAuthentication().AddHtpasswd(\"users.htpasswd\").");
        }
    }

    private static bool MayChange(EndpointDataSource source) => source is CompositeEndpointDataSource || source.GetChangeToken().ActiveChangeCallbacks;

    private static void ThrowIfPassed(EndpointDataSource? endpoints)
    {
        string[] names = [.. (endpoints?.Endpoints ?? []).Where(ShortCircuits.Passes).Select(NameOf).Distinct()];
        if (names.Length > 0)
        {
            throw new InvalidOperationException(
                $"These endpoints are marked ShortCircuit(), so routing would answer them before the gate asks for a password: {Listed(names)}. "
                + "Leave ShortCircuit() out, and they are behind the gate; or, where nobody needs a password for them, say so: "
                + "app.MapGet(…).ShortCircuit().AllowWithoutPassword(), app.MapShortCircuit(404, \"robots.txt\").AllowWithoutPassword(). "
                + "Or call app.UseRouting() after the gate.");
        }
    }

    private static string NameOf(Endpoint endpoint) => (endpoint as RouteEndpoint)?.RoutePattern.RawText ?? endpoint.DisplayName ?? "(no name)";

    private static string Listed(string[] names) => names.Length <= NamedEndpoints
        ? string.Join(", ", names)
        : $"{string.Join(", ", names.Take(NamedEndpoints))} and {names.Length - NamedEndpoints} more";
}
