using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features.Authentication;

namespace HtpasswdAuth;

/// <summary>Lets a request through to the files of the site only where their <c>.htaccess</c> files let it.</summary>
internal sealed class HtaccessMiddleware(RequestDelegate next, HtaccessSite site)
{
    public Task InvokeAsync(HttpContext context)
    {
        string path = context.Request.Path.Value ?? "";
        if (SitePath.HasHiddenSegment(path))
        {
            return RefuseAsync(context, StatusCodes.Status403Forbidden);
        }

        if (!site.Plans.TryGet(path, out AccessPlan? plan))
        {
            return RefuseAsync(context, StatusCodes.Status404NotFound);
        }

        if (plan.ClosedWith is { } status)
        {
            return RefuseAsync(context, status);
        }

        foreach (FolderAccess place in plan.Places)
        {
            FolderAnswer answer = place.Before(AccessRequest.Of(context, userName: null, groups: null));
            if (answer != FolderAnswer.Granted && !TryPassFromCache(context, place, answer))
            {
                return DecideAsync(context, plan);
            }
        }

        return next(context);
    }

    /// <summary>Answers from memory. <see langword="false"/> says only that the long way must decide.</summary>
    private static bool TryPassFromCache(HttpContext context, FolderAccess place, FolderAnswer answer)
    {
        if (answer != FolderAnswer.NeedsUser
            || !place.SignIn!.TryAuthenticateFromCache(context, out VerifiedUser? user)
            || place.After(AccessRequest.Of(context, user.Name, place.Groups?.Current)) != FolderAnswer.Granted)
        {
            return false;
        }

        SignIn(context, user.Result);
        return true;
    }

    private static void SignIn(HttpContext context, AuthenticateResult result)
    {
        var feature = new GateAuthenticationFeature(result);
        context.Features.Set<IHttpAuthenticationFeature>(feature);
        context.Features.Set<IAuthenticateResultFeature>(feature);
    }

    private static Task RefuseAsync(HttpContext context, int status)
    {
        context.Response.StatusCode = status;
        context.Response.Headers.CacheControl = "no-store";
        return Task.CompletedTask;
    }

    private async Task DecideAsync(HttpContext context, AccessPlan plan)
    {
        foreach (FolderAccess place in plan.Places)
        {
            FolderAnswer answer = place.Before(AccessRequest.Of(context, userName: null, groups: null));
            bool passed = answer == FolderAnswer.Granted
                || (answer == FolderAnswer.NeedsUser ? await AskAsync(context, place).ConfigureAwait(false) : await RefuseAsync(context, place, answer).ConfigureAwait(false));
            if (!passed)
            {
                return;
            }
        }

        await next(context).ConfigureAwait(false);
    }

    private async Task<bool> RefuseAsync(HttpContext context, FolderAccess place, FolderAnswer answer)
    {
        if (answer == FolderAnswer.Broken)
        {
            site.Log.Broken(context, place.Problem ?? "AuthType is set and there is no Require that says who may enter");
            await RefuseAsync(context, StatusCodes.Status500InternalServerError).ConfigureAwait(false);
        }
        else
        {
            site.Log.Denied(context);
            await RefuseAsync(context, StatusCodes.Status403Forbidden).ConfigureAwait(false);
        }

        return false;
    }

    private async Task<bool> AskAsync(HttpContext context, FolderAccess place)
    {
        IFolderSignIn signIn = place.SignIn!;
        HtpasswdAuthentication authentication = await signIn.AuthenticateAsync(context).ConfigureAwait(false);
        if (!authentication.Result.Succeeded)
        {
            await signIn.ChallengeAsync(context, authentication).ConfigureAwait(false);
            return false;
        }

        string? user = authentication.Result.Principal.Identity?.Name;
        FolderAnswer answer = place.After(AccessRequest.Of(context, user, place.Groups?.Current));
        if (answer == FolderAnswer.Granted)
        {
            SignIn(context, authentication.Result);
            return true;
        }

        if (user is not null && place.Groups?.IsUncertain(user) == true)
        {
            await signIn.ChallengeAsync(context, HtpasswdAuthentication.Failed(HtpasswdFailure.StoreUnavailable)).ConfigureAwait(false);
            return false;
        }

        site.Log.NotAuthorized(context, user ?? "-");
        await (answer == FolderAnswer.NeedsUser
            ? signIn.AskForAnotherAsync(context)
            : RefuseAsync(context, StatusCodes.Status403Forbidden)).ConfigureAwait(false);
        return false;
    }
}
