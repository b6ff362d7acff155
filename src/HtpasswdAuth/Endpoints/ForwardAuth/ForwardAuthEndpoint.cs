using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace HtpasswdAuth;

/// <summary>Answers a proxy that asks whether a request may pass. In doubt: not.</summary>
internal sealed class ForwardAuthEndpoint(HtpasswdSchemes schemes, ForwardAuthOptions options, ForwardAuthReturn? portal, ILogger logger)
{
    private readonly ForwardAuthProxies _proxies = new(options.KnownProxies);
    private readonly ForwardAuthStatus _status = new(options.Proxy);

    public async Task HandleAsync(HttpContext context)
    {
        HttpRequest request = context.Request;
        ForwardAuthHeaders.SetNobody(context.Response);
        context.Response.Headers.CacheControl = "no-store";
        if (!_proxies.Includes(context))
        {
            logger.ForwardAuthStranger(ClientAddress.ForLog(context), LogText.Escape(request.Path.Value ?? ""));
            await RefuseAsync(context, "This address answers the site's own proxy only. If that is what asked, add its network to KnownProxies.\n").ConfigureAwait(false);
            return;
        }

        if (!OriginalRequest.TryRead(request, options.Proxy, out OriginalRequest? original))
        {
            (string uri, string method) = OriginalRequest.HeadersOf(options.Proxy);
            logger.ForwardAuthUnreadable(ClientAddress.ForLog(context), uri, method, options.Proxy.ToString());
            await RefuseAsync(context, $"The proxy has to send the original request's address in {uri} and its method in {method}, each once and well-formed.\n").ConfigureAwait(false);
            return;
        }

        OriginalTarget received = OriginalTarget.Of(request);
        try
        {
            await DecideAsync(context, original, received).ConfigureAwait(false);
        }
        finally
        {
            received.ApplyTo(request);
        }
    }

    private async Task DecideAsync(HttpContext context, OriginalRequest original, OriginalTarget received)
    {
        new OriginalTarget(original.Method, PathString.Empty, original.Path, original.Query).ApplyTo(context.Request);
        _status.Translate(context);
        HtpasswdAuthenticator authenticator = schemes.Get(options.AuthenticationScheme);
        HtpasswdAuthentication authentication = await AuthenticateAsync(context, authenticator).ConfigureAwait(false);
        if (!authentication.Result.Succeeded)
        {
            await ChallengeAsync(context, authenticator, authentication, original, received).ConfigureAwait(false);
            return;
        }

        ClaimsPrincipal user = await TransformAsync(context, authenticator, authentication.Result).ConfigureAwait(false);
        context.User = user;
        if (user.Identity is { IsAuthenticated: true, Name: { Length: > 0 } name } && await ForwardAuthPolicy.AllowsAsync(context, user).ConfigureAwait(false))
        {
            ForwardAuthHeaders.Set(context.Response, name, user);
            context.Response.StatusCode = StatusCodes.Status204NoContent;
            return;
        }

        await ForbidAsync(context, authenticator, original, received).ConfigureAwait(false);
    }

    private static async ValueTask<HtpasswdAuthentication> AuthenticateAsync(HttpContext context, HtpasswdAuthenticator authenticator)
    {
        // A gate or the framework may have looked already: once more, and cookies would be renewed twice. But an app password is judged
        // by method and path, and those were not the original's then.
        if (context.Features.Get<IAuthenticateResultFeature>()?.AuthenticateResult is { Succeeded: true } result
            && result.Ticket.AuthenticationScheme == authenticator.SchemeName
            && !result.Principal.HasClaim(claim => claim.Type == SecondFactorClaims.AppPassword))
        {
            return HtpasswdAuthentication.Success(result);
        }

        return authenticator.TryAuthenticateFromCache(context, out VerifiedUser? known)
            ? HtpasswdAuthentication.Success(known.Result)
            : await authenticator.AuthenticateAsync(context).ConfigureAwait(false);
    }

    private async Task ForbidAsync(HttpContext context, HtpasswdAuthenticator authenticator, OriginalRequest original, OriginalTarget received)
    {
        if (context.Features.Get<SecondFactorMissing>() is not null && authenticator.SecondFactor is { } factor)
        {
            HtpasswdAuthentication missing = HtpasswdAuthentication.Failed(factor.WhatIsMissing(context.User.Identity?.Name));
            await ChallengeAsync(context, authenticator, missing, original, received).ConfigureAwait(false);
            return;
        }

        context.Response.Headers[DetourWriter.ReasonHeader] = ForwardAuthStatus.Forbidden;
        await RefuseAsync(context, "You may not see this page.\n").ConfigureAwait(false);
    }

    private async Task ChallengeAsync(
        HttpContext context, HtpasswdAuthenticator authenticator, HtpasswdAuthentication refused, OriginalRequest original, OriginalTarget received)
    {
        ReturnTarget(context, original, received)?.ApplyTo(context.Request);
        await authenticator.ChallengeAsync(context, refused, properties: null).ConfigureAwait(false);
        if (context.Response is not { HasStarted: false, StatusCode: StatusCodes.Status302Found } response)
        {
            return;
        }

        string page = response.Headers.Location.ToString();
        response.Headers.Location = portal is null ? received.PathBase.ToUriComponent() + page : portal.Origin + page;
        if (portal is not null && !portal.Allows(original))
        {
            logger.ForwardAuthForeignOrigin(ClientAddress.ForLog(context), LogText.Escape(original.Origin ?? "-"));
            response.Headers.Remove("Location");
            response.StatusCode = ForwardAuthStatus.WithoutRedirection(response);
        }

        _status.Apply(context);
    }

    /// <summary>Where the browser is to come back to, as an address of the site that the pages are on.</summary>
    private OriginalTarget? ReturnTarget(HttpContext context, OriginalRequest original, OriginalTarget received)
    {
        if (portal is not null)
        {
            return portal.TargetFor(context, original, received.PathBase);
        }

        // Too long for a header that proxies take, and for the pages: the way back is to the home page then.
        return original.PathAndQuery.Length > ForwardAuthReturn.LongestAddress
            ? new OriginalTarget(original.Method, PathString.Empty, "/", QueryString.Empty)
            : null;
    }

    private static Task RefuseAsync(HttpContext context, string text)
    {
        HttpResponse response = context.Response;
        response.StatusCode = StatusCodes.Status403Forbidden;
        response.ContentType = "text/plain; charset=utf-8";
        return HttpMethods.IsHead(context.Request.Method) ? Task.CompletedTask : response.WriteAsync(text, context.RequestAborted);
    }

    private static async ValueTask<ClaimsPrincipal> TransformAsync(HttpContext context, HtpasswdAuthenticator authenticator, AuthenticateResult result) =>
        authenticator.TransformsClaims
            ? await context.RequestServices.GetRequiredService<IClaimsTransformation>().TransformAsync(result.Principal!).ConfigureAwait(false)
            : result.Principal!;
}
