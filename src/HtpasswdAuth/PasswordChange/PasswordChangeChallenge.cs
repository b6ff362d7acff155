using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace HtpasswdAuth;

/// <summary>Answers requests whose password was right and has to be changed before anything else.</summary>
internal sealed class PasswordChangeChallenge(string schemeName, ILogger logger)
{
    private const string Reason = "password";

    /// <summary>The name of the endpoint with the form to change the password, by which the challenge finds its address.</summary>
    public static string PageName(string schemeName) => $"HtpasswdAuth.{schemeName}.Password";

    public Task WriteAsync(HttpContext context)
    {
        string? page = DetourWriter.FindPage(context, PageName(schemeName));
        if (page is null)
        {
            logger.NoPasswordPage();
        }

        return DetourWriter.WriteAsync(context, new Detour
        {
            Reason = Reason,
            Page = page,
            Name = "password-change-required",
            Title = "The password has to be changed first.",
            Advice = page is null
                ? "This site has no page for that. Ask its administrator for a new password."
                : "Change it on that page in a browser, or send a POST with currentPassword and newPassword there.",
            Sentence = "Your password has to be changed first.",
            Button = "Change it",
        });
    }
}
