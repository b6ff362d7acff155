using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace HtpasswdAuth;

/// <summary>
/// What every account endpoint asks first: the right password, the second factor where it is needed, and that no other site sent the
/// request. Basic credentials and cookies go along with whatever a browser is made to send.
/// </summary>
internal sealed class AccountDoor(HtpasswdSchemes schemes, string schemeName)
{
    /// <summary>Lets a request in, or answers it and returns <see langword="null"/>.</summary>
    public async Task<AccountRequest?> OpenAsync(HttpContext context, AccountLevel level)
    {
        HtpasswdAuthenticator authenticator = schemes.Get(schemeName);
        if (authenticator.SecondFactor is not { } factor)
        {
            await ProblemWriter.WriteAsync(
                context, StatusCodes.Status404NotFound, "no-second-factor", "This site has no second factor.", "Set SecondFactor.Mode of the scheme.").ConfigureAwait(false);
            return null;
        }

        (VerifiedUser? user, HtpasswdAuthentication failed) = await authenticator.VerifyPasswordAsync(context).ConfigureAwait(false);
        if (user is null)
        {
            await authenticator.ChallengeAsync(context, failed, properties: null).ConfigureAwait(false);
            return null;
        }

        if (!OtpUser.IsName(user.Name))
        {
            await ProblemWriter.WriteAsync(
                context, StatusCodes.Status422UnprocessableEntity, "name-too-long", "There is no second factor for this name.",
                "Names have at most 255 bytes there. Ask the administrator of this site for a shorter one.").ConfigureAwait(false);
            return null;
        }

        AccountInput.LimitForm(context.Request);
        var antiforgery = new AccountAntiforgery(context.RequestServices.GetRequiredService<IAntiforgery>());
        if (!await IsFromThisSiteAsync(context, user, antiforgery).ConfigureAwait(false))
        {
            factor.Log.CrossSite(context);
            await RefuseCrossSiteAsync(context).ConfigureAwait(false);
            return null;
        }

        if (factor.Site.Secrets.Current is null)
        {
            // Nobody can say who is enrolled; whoever seems not to be must not be led to enrol.
            await authenticator.ChallengeAsync(context, HtpasswdAuthentication.Failed(HtpasswdFailure.StoreUnavailable), properties: null).ConfigureAwait(false);
            return null;
        }

        factor.Sessions.TryGet(context, user, out OpenedSession? session);
        var request = new AccountRequest(context, user, session, factor, antiforgery);
        SecondFactorPass pass = level == AccountLevel.Password || session is not null
            ? SecondFactorPass.To(user)
            : await PassByHeaderAsync(request).ConfigureAwait(false);
        if (pass.Granted)
        {
            return request;
        }

        await authenticator.ChallengeAsync(context, HtpasswdAuthentication.Failed(pass.Failure, pass.RetryAfter), properties: null).ConfigureAwait(false);
        return null;
    }

    /// <summary>
    /// Receives a request to what is open to everybody, or answers it and returns <see langword="null"/>. Credentials that are not
    /// right count as none.
    /// </summary>
    /// <param name="context">The request.</param>
    /// <param name="asNobody">Whether the form belongs to nobody, whoever may be signed in: another tab may have signed in meanwhile.</param>
    public async Task<AccountVisit?> ReceiveAsync(HttpContext context, bool asNobody = false)
    {
        HtpasswdAuthenticator authenticator = schemes.Get(schemeName);
        (VerifiedUser? user, _) = await authenticator.VerifyPasswordAsync(context).ConfigureAwait(false);
        AccountInput.LimitForm(context.Request);
        var antiforgery = new AccountAntiforgery(context.RequestServices.GetRequiredService<IAntiforgery>());
        if (!await IsFromThisSiteAsync(context, asNobody ? null : user, antiforgery).ConfigureAwait(false))
        {
            await RefuseCrossSiteAsync(context).ConfigureAwait(false);
            return null;
        }

        OpenedSession? session = null;
        if (user is not null)
        {
            authenticator.SecondFactor?.Sessions.TryGet(context, user, out session);
        }

        return new AccountVisit(context, user, session, authenticator, antiforgery);
    }

    private static Task RefuseCrossSiteAsync(HttpContext context) => context.Request.HasFormContentType
        ? PlainNoticePage.WriteAsync(
            context, StatusCodes.Status403Forbidden, "Please send that once more",
            "The form was open for too long, or another site sent it in your name. Nothing was changed. Go back, reload the page, and send it again.")
        : ProblemWriter.WriteAsync(
            context, StatusCodes.Status403Forbidden, "cross-site", "The request did not come from this site's pages.",
            "Programs that send cookies send the header RequestVerificationToken too, with the antiforgeryToken of GET me.");

    private static async Task<bool> IsFromThisSiteAsync(HttpContext context, VerifiedUser? user, AccountAntiforgery antiforgery)
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

    /// <summary>Programs may send the code along instead of beginning a session first.</summary>
    private static async Task<SecondFactorPass> PassByHeaderAsync(AccountRequest request)
    {
        string code = request.Context.Request.Headers[SecondFactorGuard.CodeHeader].ToString();
        if (code.Length == 0)
        {
            return SecondFactorPass.Refused(request.Factor.WhatIsMissing(request.User.Name));
        }

        CodeResult result = await request.Factor.Codes.ConsumeAsync(request.User.Name, request.Device, code, request.Context.RequestAborted).ConfigureAwait(false);
        return result.Outcome == CodeOutcome.Accepted
            ? SecondFactorPass.To(request.User)
            : SecondFactorPass.Refused(SecondFactorGuard.FailureFor(result.Outcome), result.RetryAfter);
    }
}
