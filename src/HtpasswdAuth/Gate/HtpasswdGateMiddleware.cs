using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace HtpasswdAuth;

/// <summary>Lets a request through to what comes after it only with a right password.</summary>
internal sealed class HtpasswdGateMiddleware
{
    private readonly RequestDelegate _next;
    private readonly HtpasswdAuthenticator _authenticator;
    private readonly GatePass _pass;
    private readonly OpenPaths _open;
    private readonly CorsPreflight? _preflight;

    /// <param name="next">What comes after the gate.</param>
    /// <param name="services">Those of the application.</param>
    /// <param name="schemes">Its schemes.</param>
    /// <param name="options">The gate's options.</param>
    /// <param name="throwIfPassed">Throws where something would be reached past the gate. Called now that the pipeline is complete.</param>
    public HtpasswdGateMiddleware(
        RequestDelegate next, IServiceProvider services, HtpasswdSchemes schemes, HtpasswdGateOptions options, Action throwIfPassed)
    {
        throwIfPassed();
        _next = next;
        _authenticator = schemes.Get(options.AuthenticationScheme);
        _pass = new GatePass(services);
        _open = new OpenPaths(options);
        _preflight = options.AllowCorsPreflight ? new CorsPreflight(options.CorsPolicyName) : null;
    }

    public Task InvokeAsync(HttpContext context)
    {
        if (_authenticator.TryAuthenticateFromCache(context, out VerifiedUser? user))
        {
            _pass.Give(context, user.Result);
            return _next(context);
        }

        // Where the second factor is given, only the password can be asked for; those endpoints do that themselves.
        return ChecksPasswordItself.Marks(context.GetEndpoint()) || _open.Includes(context.Request) ? _next(context) : AuthenticateAsync(context);
    }

    private async Task AuthenticateAsync(HttpContext context)
    {
        if (_preflight is not null && CorsPreflight.Is(context.Request) && await _preflight.TryAnswerAsync(context).ConfigureAwait(false))
        {
            return;
        }

        HtpasswdAuthentication authentication = await _authenticator.AuthenticateAsync(context).ConfigureAwait(false);
        if (!authentication.Result.Succeeded)
        {
            _pass.Refuse(context);
            await _authenticator.ChallengeAsync(context, authentication, properties: null).ConfigureAwait(false);
            return;
        }

        _pass.Give(context, await TransformAsync(context, authentication.Result).ConfigureAwait(false));
        await _next(context).ConfigureAwait(false);
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
