using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Matching;
using Microsoft.Extensions.Logging;

namespace HtpasswdAuth;

/// <summary>
/// Takes endpoints that appear while the site runs behind the gate although they are made to be answered before it; those that are there
/// at start are refused then. The last of all policies, so that it sees what the others have put in place.
/// </summary>
internal sealed class ShortCircuitPolicy(GatePresence gate, ILoggerFactory loggers) : MatcherPolicy, IEndpointSelectorPolicy
{
    private readonly UnmarkedEndpoints _unmarked = new(loggers);

    public override int Order => int.MaxValue;

    public bool AppliesToEndpoints(IReadOnlyList<Endpoint> endpoints) =>
        gate.IsThere && (ContainsDynamicEndpoints(endpoints) || endpoints.Any(ShortCircuits.Passes));

    public Task ApplyAsync(HttpContext httpContext, CandidateSet candidates)
    {
        if (gate.IsSingle && httpContext.Features.Get<IAuthenticateResultFeature>() is GateAuthenticationFeature)
        {
            // Routing comes after the gate here, and may answer what the gate has let through.
            return Task.CompletedTask;
        }

        for (int i = 0; i < candidates.Count; i++)
        {
            Endpoint endpoint = candidates[i].Endpoint;
            if (candidates.IsValidCandidate(i) && ShortCircuits.Passes(endpoint))
            {
                candidates.ReplaceEndpoint(i, _unmarked.Of(endpoint), candidates[i].Values);
            }
        }

        return Task.CompletedTask;
    }
}
