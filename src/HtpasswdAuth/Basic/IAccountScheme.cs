using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;

namespace HtpasswdAuth;

/// <summary>What the account endpoints ask of a scheme, whatever its users prove their passwords by.</summary>
internal interface IAccountScheme
{
    string SchemeName { get; }

    string Realm { get; }

    /// <summary>Gets the second factor; <see langword="null"/> where the password is enough for everybody.</summary>
    SecondFactor? SecondFactor { get; }

    /// <summary>Gets what tells known browsers; <see langword="null"/> where no cookies are set.</summary>
    KnownDevices? Devices { get; }

    /// <summary>Gets the changing of passwords; <see langword="null"/> where there is none.</summary>
    SchemePasswords? Passwords { get; }

    /// <summary>Gets the sign-in form; <see langword="null"/> where browsers show their own prompt.</summary>
    SignInForm? SignInForm { get; }

    /// <summary>Gets what signs in by the form, where there is one.</summary>
    FormSignIn? FormSignIn { get; }

    /// <summary>Gets the pages that the site has in place of ours, without the path base.</summary>
    IEnumerable<string> SitePages { get; }

    /// <summary>Gets whether signing out has the browser forget cookies and password.</summary>
    bool ClearsSiteDataOnSignOut { get; }

    /// <summary>Whether a password may travel over the request's connection.</summary>
    bool IsTransportAccepted(HttpContext context);

    /// <summary>Checks the password, or what stands for it, alone. What it returns is not a sign-in.</summary>
    /// <param name="context">The request.</param>
    /// <param name="acceptsForced">Whether a password will do that has to be changed.</param>
    ValueTask<(VerifiedUser? User, HtpasswdAuthentication Failed)> VerifyPasswordAsync(HttpContext context, bool acceptsForced);

    /// <summary>Logs a password that was refused, and tells the application's events.</summary>
    ValueTask<HtpasswdAuthentication> RefuseAsync(HttpContext context, VerificationOutcome outcome, string userName, TimeSpan? retryAfter);

    /// <summary>Answers a request that is refused.</summary>
    Task ChallengeAsync(HttpContext context, HtpasswdAuthentication refused, AuthenticationProperties? properties);

    void LogCrossSite(HttpContext context);
}
