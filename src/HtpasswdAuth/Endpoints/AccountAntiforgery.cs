using System.Security.Claims;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;

namespace HtpasswdAuth;

/// <summary>
/// The framework's antiforgery for requests that sign nobody in. Its tokens are bound to the user all the same: no token of another
/// user's fits, and one of a page of the site's own does, where that user was signed in.
/// </summary>
internal sealed class AccountAntiforgery(IAntiforgery antiforgery)
{
    /// <summary>The name of the form field.</summary>
    public const string Field = HtpasswdPage.AntiforgeryField;

    private static readonly ClaimsPrincipal Nobody = new(new ClaimsIdentity());

    public string NewToken(HttpContext context, VerifiedUser? user)
    {
        ClaimsPrincipal before = context.User;
        context.User = user?.Result.Principal ?? Nobody;
        try
        {
            return antiforgery.GetAndStoreTokens(context).RequestToken!;
        }
        finally
        {
            context.User = before;
        }
    }

    public async Task<bool> IsValidAsync(HttpContext context, VerifiedUser? user)
    {
        ClaimsPrincipal before = context.User;
        context.User = user?.Result.Principal ?? Nobody;
        try
        {
            return await antiforgery.IsRequestValidAsync(context).ConfigureAwait(false);
        }
        catch (AntiforgeryValidationException)
        {
            // A form that cannot be read at all holds no token.
            return false;
        }
        finally
        {
            context.User = before;
        }
    }
}
