using Microsoft.AspNetCore.Http;

namespace HtpasswdAuth;

/// <summary>Lets a request through to the files of the site only where their <c>.htaccess</c> files let it.</summary>
internal sealed class HtaccessMiddleware
{
    private readonly RequestDelegate _next;
    private readonly HtaccessSite _site;
    private readonly GatePass _pass;
    private readonly RequestRedirection _elsewhere = new();

    /// <param name="next">What comes after this.</param>
    /// <param name="services">Those of the application.</param>
    /// <param name="site">The folder.</param>
    /// <param name="throwIfPassed">Throws where something would be reached past the rules. Called now that the pipeline is complete.</param>
    public HtaccessMiddleware(RequestDelegate next, IServiceProvider services, HtaccessSite site, Action throwIfPassed)
    {
        throwIfPassed();
        _next = next;
        _site = site;
        _pass = new GatePass(services);
    }

    public Task InvokeAsync(HttpContext context)
    {
        if (MethodMask.IsMiscased(context.Request.Method))
        {
            // To httpd it is no method; to routing and static files it is the one that rules are about.
            return RefuseAsync(context, StatusCodes.Status501NotImplemented);
        }

        string path = context.Request.Path.Value ?? "";
        if (SitePath.HasHiddenSegment(path))
        {
            return RefuseAsync(context, StatusCodes.Status403Forbidden);
        }

        if (!_site.Plans.TryGet(path, out AccessPlan? plan))
        {
            return RefuseAsync(context, StatusCodes.Status404NotFound);
        }

        if (plan.ClosedWith is { } status)
        {
            return RefuseAsync(context, status);
        }

        foreach (FolderAccess place in plan.Places)
        {
            FolderAnswer answer = place.Before(place.RequestOf(context, userName: null, groups: null));
            if (answer != FolderAnswer.Granted && !TryPassFromCache(context, place, answer))
            {
                return DecideAsync(context, plan);
            }
        }

        return GoOnAsync(context, plan);
    }

    /// <summary>Where all places let the request through: to what the path leads to, or where they send it.</summary>
    private Task GoOnAsync(HttpContext context, AccessPlan plan)
    {
        SentElsewhere sent = plan.MaySendElsewhere ? _elsewhere.Find(context, plan) : default;
        return sent switch
        {
            { Status: >= 300 and < 400 and var status } => RedirectAsync(context, status, sent.Target!),
            { Status: { } status } => RefuseAsync(context, status),
            { Target: not null } => InvokeAsync(context),
            _ => plan.Index is null ? _next(context) : ServeIndexAsync(context, plan.Index),
        };
    }

    /// <summary>Without one the folder has no file that stands for it, whatever it is here by default.</summary>
    private Task ServeIndexAsync(HttpContext context, string index)
    {
        if (index.Length == 0)
        {
            return RefuseAsync(context, StatusCodes.Status404NotFound);
        }

        context.Request.Path = new PathString(context.Request.Path.Value!.TrimEnd('/') + "/" + index);
        return _next(context);
    }

    private static Task RedirectAsync(HttpContext context, int status, string target)
    {
        context.Response.StatusCode = status;
        context.Response.Headers.Location = target;
        return Task.CompletedTask;
    }

    /// <summary>Answers from memory. <see langword="false"/> says only that the long way must decide.</summary>
    private bool TryPassFromCache(HttpContext context, FolderAccess place, FolderAnswer answer)
    {
        if (answer != FolderAnswer.NeedsUser
            || !place.SignIn!.TryAuthenticateFromCache(context, out VerifiedUser? user)
            || place.After(place.RequestOf(context, user.Name, place.Groups?.Current)) != FolderAnswer.Granted)
        {
            return false;
        }

        _pass.Give(context, user.Result);
        return true;
    }

    private Task RefuseAsync(HttpContext context, int status)
    {
        _pass.Refuse(context);
        context.Response.StatusCode = status;
        context.Response.Headers.CacheControl = "no-store";
        return Task.CompletedTask;
    }

    private async Task DecideAsync(HttpContext context, AccessPlan plan)
    {
        foreach (FolderAccess place in plan.Places)
        {
            FolderAnswer answer = place.Before(place.RequestOf(context, userName: null, groups: null));
            bool passed = answer == FolderAnswer.Granted
                || (answer == FolderAnswer.NeedsUser ? await AskAsync(context, place).ConfigureAwait(false) : await RefuseAsync(context, place, answer).ConfigureAwait(false));
            if (!passed)
            {
                return;
            }
        }

        await GoOnAsync(context, plan).ConfigureAwait(false);
    }

    private async Task<bool> RefuseAsync(HttpContext context, FolderAccess place, FolderAnswer answer)
    {
        if (answer == FolderAnswer.Broken)
        {
            _site.Log.Broken(context, place.Problem ?? "a rule needs a user");
            await RefuseAsync(context, StatusCodes.Status500InternalServerError).ConfigureAwait(false);
        }
        else
        {
            _site.Log.Denied(context);
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
            _pass.Refuse(context);
            await signIn.ChallengeAsync(context, authentication).ConfigureAwait(false);
            return false;
        }

        string? user = authentication.Result.Principal.Identity?.Name;
        FolderAnswer answer = place.After(place.RequestOf(context, user, place.Groups?.Current));
        if (answer == FolderAnswer.Granted)
        {
            _pass.Give(context, authentication.Result);
            return true;
        }

        _pass.Refuse(context);
        if (user is not null && place.Groups?.IsUncertain(user) == true)
        {
            await signIn.ChallengeAsync(context, HtpasswdAuthentication.Failed(HtpasswdFailure.StoreUnavailable)).ConfigureAwait(false);
            return false;
        }

        _site.Log.NotAuthorized(context, user ?? "-");
        await (answer == FolderAnswer.NeedsUser
            ? signIn.AskForAnotherAsync(context)
            : RefuseAsync(context, StatusCodes.Status403Forbidden)).ConfigureAwait(false);
        return false;
    }
}
