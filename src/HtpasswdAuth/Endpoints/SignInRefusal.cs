using Microsoft.AspNetCore.Http;

namespace HtpasswdAuth;

/// <summary>What is said about a sign-in that was not accepted, to programs and people alike.</summary>
/// <param name="Status">Of the response to a program.</param>
/// <param name="Error">What happened, and what to do next.</param>
internal sealed record SignInRefusal(int Status, HtpasswdPageError Error)
{
    private static readonly TimeSpan WhileBusy = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan WhileUnavailable = TimeSpan.FromSeconds(10);

    /// <summary>One text for all that may be wrong with name and password: nobody learns who exists.</summary>
    private static readonly SignInRefusal Wrong = new(StatusCodes.Status403Forbidden, new(
        "wrong-credentials", "User name or password is not right.",
        "Try again; both tell capital letters from small ones. If you do not know them any more, ask the administrator of this site."));

    /// <summary>A form that was filled in wrongly is shown again.</summary>
    public int PageStatus => Status == StatusCodes.Status403Forbidden ? StatusCodes.Status422UnprocessableEntity : Status;

    /// <param name="outcome">Anything but a success.</param>
    public static SignInRefusal Of(HtpasswdAuthentication outcome) => outcome.Failure switch
    {
        HtpasswdFailure.TooManyAttempts => OfTooMany(outcome.RetryAfter.GetValueOrDefault()),
        HtpasswdFailure.Busy => new(StatusCodes.Status503ServiceUnavailable, new(
            "busy", "The server is checking many passwords right now.", "Try again in a few seconds.") { RetryAfter = WhileBusy }),
        HtpasswdFailure.StoreUnavailable => new(StatusCodes.Status503ServiceUnavailable, new(
            "unavailable", "Signing in is not possible right now.", $"{AccountErrors.LaterOrAdministrator}, whose log says why.") { RetryAfter = WhileUnavailable }),
        _ => Wrong,
    };

    private static SignInRefusal OfTooMany(TimeSpan retryAfter)
    {
        TimeSpan wait = retryAfter < TimeSpan.FromSeconds(1) ? TimeSpan.FromSeconds(1) : retryAfter;
        return new(StatusCodes.Status429TooManyRequests, new(
            "too-many-attempts", "Too many wrong passwords.", $"Try again in {Waiting.InWords(wait)}.") { RetryAfter = wait });
    }
}
