using Microsoft.AspNetCore.Authentication;

namespace HtpasswdAuth;

/// <summary>One answer for each reason, made once. None holds anything the client sent.</summary>
internal static class AuthenticateResults
{
    private static readonly AuthenticateResult NoCredentials = AuthenticateResult.NoResult();
    private static readonly AuthenticateResult Ambiguous = AuthenticateResult.Fail("Several Authorization header fields.");
    private static readonly AuthenticateResult Malformed = AuthenticateResult.Fail("Malformed credentials.");
    private static readonly AuthenticateResult Insecure = AuthenticateResult.Fail("Credentials over plain HTTP.");
    private static readonly AuthenticateResult Wrong = AuthenticateResult.Fail("Unknown user or wrong password.");
    private static readonly AuthenticateResult Rejected = AuthenticateResult.Fail("Rejected by the application.");
    private static readonly AuthenticateResult Busy = AuthenticateResult.Fail("Too many verifications are waiting.");
    private static readonly AuthenticateResult Unavailable = AuthenticateResult.Fail("Nothing to check against.");

    private static readonly AuthenticateResult CodeMissing = AuthenticateResult.Fail("The second factor is missing.");
    private static readonly AuthenticateResult CodeWrong = AuthenticateResult.Fail("Wrong or used one-time code.");
    private static readonly AuthenticateResult TooManyCodes = AuthenticateResult.Fail("Too many wrong one-time codes.");
    private static readonly AuthenticateResult OutOfScope = AuthenticateResult.Fail("Out of the app password's scope.");
    private static readonly AuthenticateResult TooManyAttempts = AuthenticateResult.Fail("Too many wrong passwords before.");

    private static readonly AuthenticateResult MustChange = AuthenticateResult.Fail("The password must be changed.");
    private static readonly AuthenticateResult Stale = AuthenticateResult.Fail("Stale nonce.");
    private static readonly AuthenticateResult WrongUri = AuthenticateResult.Fail("Credentials for another address.");

    public static AuthenticateResult For(HtpasswdFailure failure) => failure switch
    {
        HtpasswdFailure.NoCredentials => NoCredentials,
        HtpasswdFailure.AmbiguousCredentials => Ambiguous,
        HtpasswdFailure.MalformedCredentials => Malformed,
        HtpasswdFailure.InsecureTransport => Insecure,
        HtpasswdFailure.Rejected => Rejected,
        HtpasswdFailure.Busy => Busy,
        HtpasswdFailure.StoreUnavailable => Unavailable,
        HtpasswdFailure.SecondFactorRequired or HtpasswdFailure.EnrolmentRequired => CodeMissing,
        HtpasswdFailure.WrongCode => CodeWrong,
        HtpasswdFailure.TooManyCodes => TooManyCodes,
        HtpasswdFailure.OutOfScope => OutOfScope,
        HtpasswdFailure.TooManyAttempts => TooManyAttempts,
        HtpasswdFailure.PasswordChangeRequired => MustChange,
        HtpasswdFailure.StaleNonce => Stale,
        HtpasswdFailure.WrongUri => WrongUri,
        _ => Wrong,
    };
}
