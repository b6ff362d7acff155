using System.Security.Claims;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;

namespace HtpasswdAuth;

/// <summary>
/// The framework's antiforgery for requests that sign nobody in. Its tokens are bound to the user's name all the same, so that no
/// token of another user's fits.
/// </summary>
internal sealed class AccountAntiforgery(IAntiforgery antiforgery)
{
    private const string IdentityType = "HtpasswdAuth.Form";

    /// <summary>The name of the form field.</summary>
    public const string Field = "__RequestVerificationToken";

    public string NewToken(HttpContext context, string userName) =>
        As(context, userName, () => antiforgery.GetAndStoreTokens(context).RequestToken!);

    public async Task<bool> IsValidAsync(HttpContext context, string userName)
    {
        ClaimsPrincipal before = context.User;
        context.User = Named(userName);
        try
        {
            return await antiforgery.IsRequestValidAsync(context).ConfigureAwait(false);
        }
        catch (AntiforgeryValidationException)
        {
            // A form that cannot be read has no token.
            return false;
        }
        finally
        {
            context.User = before;
        }
    }

    private static string As(HttpContext context, string userName, Func<string> make)
    {
        ClaimsPrincipal before = context.User;
        context.User = Named(userName);
        try
        {
            return make();
        }
        finally
        {
            context.User = before;
        }
    }

    private static ClaimsPrincipal Named(string userName) => new(new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, userName)], IdentityType));
}
