using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features.Authentication;
using Microsoft.Extensions.DependencyInjection;

namespace HtpasswdAuth;

/// <summary>Lets a request through to what comes after it only with a right password.</summary>
internal sealed class HtpasswdGateMiddleware(RequestDelegate next, HtpasswdSchemes schemes, HtpasswdGateOptions options)
{
    private readonly HtpasswdAuthenticator _authenticator = schemes.Get(options.AuthenticationScheme);
    private readonly OpenPaths _open = new(options);

    public Task InvokeAsync(HttpContext context)
    {
        if (_authenticator.TryAuthenticateFromCache(context, out VerifiedUser? user))
        {
            SignIn(context, user.Result);
            return next(context);
        }

        // Where the second factor is given, only the password can be asked for; those endpoints do that themselves.
        return ChecksPasswordItself.Marks(context.GetEndpoint()) || _open.Includes(context.Request) ? next(context) : AuthenticateAsync(context);
    }

    /// <summary>Leaves what the framework's own middleware would: the user and the result, which authorization reads.</summary>
    private static void SignIn(HttpContext context, AuthenticateResult result)
    {
        var feature = new GateAuthenticationFeature(result);
        context.Features.Set<IHttpAuthenticationFeature>(feature);
        context.Features.Set<IAuthenticateResultFeature>(feature);
    }

    private async Task AuthenticateAsync(HttpContext context)
    {
        HtpasswdAuthentication authentication = await _authenticator.AuthenticateAsync(context).ConfigureAwait(false);
        if (!authentication.Result.Succeeded)
        {
            await _authenticator.ChallengeAsync(context, authentication, properties: null).ConfigureAwait(false);
            return;
        }

        SignIn(context, await TransformAsync(context, authentication.Result).ConfigureAwait(false));
        await next(context).ConfigureAwait(false);
    }

    private async Task<AuthenticateResult> TransformAsync(HttpContext context, AuthenticateResult result)
    {
        if (!_authenticator.TransformsClaims)
        {
            return result;
        }

        IClaimsTransformation transformation = context.RequestServices.GetRequiredService<IClaimsTransformation>();
        ClaimsPrincipal principal = await transformation.TransformAsync(result.Principal!).ConfigureAwait(false);
        return AuthenticateResult.Success(new AuthenticationTicket(principal, result.Properties, _authenticator.SchemeName));
    }
}
