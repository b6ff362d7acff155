using System.Security.Claims;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace HtpasswdAuth;

/// <summary>
/// Judges what <c>RequireAuthorization</c> and its like demand of the endpoint. The framework's middleware cannot: it comes before the
/// endpoint, which alone knows the original request, and nobody is signed in there yet.
/// </summary>
internal static class ForwardAuthPolicy
{
    public static async ValueTask<bool> AllowsAsync(HttpContext context, ClaimsPrincipal user)
    {
        if (context.GetEndpoint() is not { } endpoint || await FindAsync(context, endpoint.Metadata).ConfigureAwait(false) is not { } policy)
        {
            return true;
        }

        IAuthorizationService service = context.RequestServices.GetRequiredService<IAuthorizationService>();
        return (await service.AuthorizeAsync(user, context, policy).ConfigureAwait(false)).Succeeded;
    }

    private static async ValueTask<AuthorizationPolicy?> FindAsync(HttpContext context, EndpointMetadataCollection metadata)
    {
        IReadOnlyList<IAuthorizeData> demands = metadata.GetOrderedMetadata<IAuthorizeData>();
        IReadOnlyList<AuthorizationPolicy> policies = metadata.GetOrderedMetadata<AuthorizationPolicy>();
        IReadOnlyList<IAuthorizationRequirementData> requirements = metadata.GetOrderedMetadata<IAuthorizationRequirementData>();
        if (demands.Count == 0 && policies.Count == 0 && requirements.Count == 0)
        {
            return null;
        }

        IAuthorizationPolicyProvider provider = context.RequestServices.GetRequiredService<IAuthorizationPolicyProvider>();
        AuthorizationPolicy? combined = await AuthorizationPolicy.CombineAsync(provider, demands, policies).ConfigureAwait(false);
        if (requirements.Count == 0)
        {
            return combined;
        }

        var builder = new AuthorizationPolicyBuilder();
        builder.AddRequirements([.. requirements.SelectMany(data => data.GetRequirements())]);
        return (combined is null ? builder : builder.Combine(combined)).Build();
    }
}
