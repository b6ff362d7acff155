using Microsoft.AspNetCore.Cors.Infrastructure;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace HtpasswdAuth;

/// <summary>
/// Answers CORS preflight requests by the site's own policies, as the framework's middleware does, and never lets them on: what comes after
/// the gate need not be CORS at all.
/// </summary>
/// <param name="policyName">The policy where the endpoint names none; <see langword="null"/> for the site's default.</param>
internal sealed class CorsPreflight(string? policyName)
{
    public static bool Is(HttpRequest request) =>
        HttpMethods.IsOptions(request.Method)
        && request.Headers.Origin.Count == 1
        && request.Headers.AccessControlRequestMethod.Count == 1;

    /// <returns><see langword="false"/> where no policy holds: the request is one like any other then.</returns>
    public async Task<bool> TryAnswerAsync(HttpContext context)
    {
        if (context.RequestServices.GetService<ICorsService>() is not { } cors || await FindPolicyAsync(context).ConfigureAwait(false) is not { } policy)
        {
            return false;
        }

        cors.ApplyResult(cors.EvaluatePolicy(context, policy), context.Response);
        context.Response.StatusCode = StatusCodes.Status204NoContent;
        return true;
    }

    private async Task<CorsPolicy?> FindPolicyAsync(HttpContext context)
    {
        ICorsMetadata? metadata = context.GetEndpoint()?.Metadata.GetMetadata<ICorsMetadata>();
        return metadata switch
        {
            IDisableCorsAttribute => null,
            ICorsPolicyMetadata own => own.Policy,
            _ when context.RequestServices.GetService<ICorsPolicyProvider>() is { } provider =>
                await provider.GetPolicyAsync(context, (metadata as IEnableCorsAttribute)?.PolicyName ?? policyName).ConfigureAwait(false),
            _ => null,
        };
    }
}
