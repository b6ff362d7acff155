using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace HtpasswdAuth;

/// <summary>
/// What every account endpoint asks first: the right password, the second factor where it is needed, and that no other site sent the
/// request. Basic credentials and cookies go along with whatever a browser is made to send.
/// </summary>
internal sealed class AccountDoor(AccountSchemes schemes, string schemeName)
{
    /// <summary>Lets a request in, or answers it and returns <see langword="null"/>.</summary>
    public async Task<AccountRequest?> OpenAsync(HttpContext context, AccountLevel level)
    {
        IAccountScheme authenticator = schemes.Get(schemeName);
        if (authenticator.SecondFactor is null && level is AccountLevel.SecondFactor or AccountLevel.FreshProof or AccountLevel.BeforeSecondFactor)
        {
            await AccountNotice.WriteAsync(
                context, authenticator, user: null, StatusCodes.Status404NotFound, AccountErrors.NoSecondFactor, detail: "Set SecondFactor.Mode of the scheme.").ConfigureAwait(false);
            return null;
        }

        (VerifiedUser? user, HtpasswdAuthentication failed) = await authenticator.VerifyPasswordAsync(
            context, acceptsForced: level == AccountLevel.AnyPassword).ConfigureAwait(false);
        if (user is null)
        {
            await authenticator.ChallengeAsync(context, failed, properties: null).ConfigureAwait(false);
            return null;
        }

        var request = new AccountRequest(context, user, authenticator, PrepareAntiforgery(context));
        if (!await IsNameFitAsync(request).ConfigureAwait(false)
            || !await IsFromThisSiteAsync(context, user, authenticator, request.Antiforgery).ConfigureAwait(false))
        {
            return null;
        }

        return request.SecondFactor is { } factor ? await PassAsync(request, factor, level).ConfigureAwait(false) : request;
    }

    /// <summary>
    /// Receives a request to what is open to everybody, or answers it and returns <see langword="null"/>. Credentials that are not
    /// right count as none; a password that has to be changed counts as right.
    /// </summary>
    /// <param name="context">The request.</param>
    /// <param name="asNobody">Whether the form belongs to nobody, whoever may be signed in: another tab may have signed in meanwhile.</param>
    public async Task<AccountVisit?> ReceiveAsync(HttpContext context, bool asNobody = false)
    {
        IAccountScheme authenticator = schemes.Get(schemeName);
        if (!authenticator.IsTransportAccepted(context))
        {
            // Not even the form, into which a password would be typed.
            await authenticator.ChallengeAsync(context, HtpasswdAuthentication.Failed(HtpasswdFailure.InsecureTransport), properties: null).ConfigureAwait(false);
            return null;
        }

        (VerifiedUser? user, HtpasswdAuthentication failed) = await authenticator.VerifyPasswordAsync(context, acceptsForced: true).ConfigureAwait(false);
        if (failed.Failure == HtpasswdFailure.StaleNonce)
        {
            // The password is right, and the browser sends the request once more without asking: nobody is to be told that a form is over.
            await authenticator.ChallengeAsync(context, failed, properties: null).ConfigureAwait(false);
            return null;
        }

        AccountAntiforgery antiforgery = PrepareAntiforgery(context);
        if (!await IsFromThisSiteAsync(context, asNobody ? null : user, authenticator, antiforgery).ConfigureAwait(false))
        {
            return null;
        }

        OpenedSession? session = null;
        if (user is not null)
        {
            authenticator.SecondFactor?.Sessions.TryGet(context, user, out session, out _);
        }

        return new AccountVisit(context, user, session, authenticator, antiforgery);
    }

    /// <summary>Forms are bounded here, since antiforgery is the first to read them.</summary>
    private static AccountAntiforgery PrepareAntiforgery(HttpContext context)
    {
        AccountInput.LimitForm(context.Request);
        return new AccountAntiforgery(context.RequestServices.GetRequiredService<IAntiforgery>());
    }

    private static async Task<bool> IsNameFitAsync(AccountRequest request)
    {
        if (request.SecondFactor is null || OtpUser.IsName(request.User.Name))
        {
            return true;
        }

        await ProblemWriter.WriteAsync(
            request.Context, StatusCodes.Status422UnprocessableEntity, "name-too-long", "There is no second factor for this name.",
            "Names have at most 255 bytes there. Ask the administrator of this site for a shorter one.").ConfigureAwait(false);
        return false;
    }

    private static async Task<bool> IsFromThisSiteAsync(HttpContext context, VerifiedUser? user, IAccountScheme authenticator, AccountAntiforgery antiforgery)
    {
        if (await IsSentByThisSiteAsync(context, user, antiforgery).ConfigureAwait(false))
        {
            return true;
        }

        authenticator.LogCrossSite(context);
        await AccountNotice.WriteAsync(
            context, authenticator, user, StatusCodes.Status403Forbidden, AccountErrors.SendOnceMore,
            "The request did not come from this site's pages.",
            "Programs that send cookies send the header RequestVerificationToken too, with the antiforgeryToken of GET me.").ConfigureAwait(false);
        return false;
    }

    private static async Task<bool> IsSentByThisSiteAsync(HttpContext context, VerifiedUser? user, AccountAntiforgery antiforgery)
    {
        HttpRequest request = context.Request;
        if (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method))
        {
            return true;
        }

        return CrossSiteCheck.Classify(request) switch
        {
            RequestOrigin.CrossSite => false,

            // Whoever is no browser sends nothing by itself. A form is what a browser sends without asking, so it needs the token still.
            RequestOrigin.NotABrowser when !request.HasFormContentType => true,
            _ => await antiforgery.IsValidAsync(context, user).ConfigureAwait(false),
        };
    }

    /// <summary>Finds the session of the second factor, and asks for it, or for a code, where the level says so.</summary>
    private static async Task<AccountRequest?> PassAsync(AccountRequest request, SecondFactor factor, AccountLevel level)
    {
        if (factor.Site.Secrets.Current is null)
        {
            // Nobody can say who is enrolled; whoever seems not to be must not be led to enrol.
            await ChallengeAsync(request, HtpasswdFailure.StoreUnavailable).ConfigureAwait(false);
            return null;
        }

        factor.Sessions.TryGet(request.Context, request.User, out OpenedSession? session, out bool isUnknown);
        if (isUnknown)
        {
            await ChallengeAsync(request, HtpasswdFailure.StoreUnavailable).ConfigureAwait(false);
            return null;
        }

        request = request with { Session = session };
        SecondFactorPass pass = IsEnough(request, factor, level)
            ? SecondFactorPass.To(request.User)
            : await PassByHeaderAsync(request, level).ConfigureAwait(false);
        if (pass.Granted)
        {
            return request;
        }

        await (level == AccountLevel.FreshProof && pass.Failure == HtpasswdFailure.SecondFactorRequired
            ? factor.Challenge.AskForFreshCodeAsync(request.Context, hasSession: session is not null)
            : ChallengeAsync(request, pass.Failure, pass.RetryAfter)).ConfigureAwait(false);
        return null;
    }

    private static bool IsEnough(AccountRequest request, SecondFactor factor, AccountLevel level) => level switch
    {
        AccountLevel.SecondFactor => request.Session is not null,
        AccountLevel.FreshProof => request.Session?.Session.IsProvedAt(factor.Site.Time.GetUtcNow()) == true,
        _ => true,
    };

    /// <summary>
    /// Programs may send the code along instead of beginning a session first, but not where another code than the one that began it is
    /// asked for: alone it would be the first one. It is not spent then.
    /// </summary>
    private static async Task<SecondFactorPass> PassByHeaderAsync(AccountRequest request, AccountLevel level)
    {
        string code = request.Context.Request.Headers[SecondFactorGuard.CodeHeader].ToString();
        if (code.Length == 0 || (level == AccountLevel.FreshProof && request.Session is null))
        {
            return SecondFactorPass.Refused(request.Factor.WhatIsMissing(request.User.Name));
        }

        CodeResult result = await request.ConsumeAsync(code, recoveryCode: null).ConfigureAwait(false);
        if (result.Outcome != CodeOutcome.Accepted)
        {
            return SecondFactorPass.Refused(SecondFactorGuard.FailureFor(result.Outcome), result.RetryAfter);
        }

        if (request.Session is not null)
        {
            // It goes on, and the code counts in it for as long as one given on its page does.
            request.BeginSession(result);
        }

        return SecondFactorPass.To(request.User);
    }

    private static Task ChallengeAsync(AccountRequest request, HtpasswdFailure failure, TimeSpan? retryAfter = null) =>
        request.Authenticator.ChallengeAsync(request.Context, HtpasswdAuthentication.Failed(failure, retryAfter), properties: null);
}
