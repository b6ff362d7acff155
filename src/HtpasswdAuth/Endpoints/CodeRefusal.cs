using Microsoft.AspNetCore.Http;

namespace HtpasswdAuth;

/// <summary>What is said about a code that was not accepted, to programs and people alike.</summary>
/// <param name="Status">Of the response.</param>
/// <param name="Error">What happened, and what to do next.</param>
internal sealed record CodeRefusal(int Status, HtpasswdPageError Error)
{
    // Shorter than it takes to type another code.
    private static readonly TimeSpan NotWorthSaying = TimeSpan.FromSeconds(2);

    /// <summary>No code was sent where one is needed.</summary>
    public static CodeRefusal Missing(bool isRecoveryCode) => OfCode("code-missing", "A code is needed as well.",
        isRecoveryCode ? "Type one of your recovery codes." : "Type the one that the authenticator app shows now, or use a recovery code.", isRecoveryCode);

    /// <param name="result">Anything but accepted.</param>
    /// <param name="isRecoveryCode">Whether it was a recovery code, with which neither phone nor clock can be wrong.</param>
    public static CodeRefusal Of(CodeResult result, bool isRecoveryCode) => (result.Outcome, isRecoveryCode) switch
    {
        (CodeOutcome.Wrong, _) => OfWrong(result.RetryAfter, isRecoveryCode),
        (CodeOutcome.AlreadyUsed, false) => OfCode("code-used", "That code was used already.",
            "Every code is good once. Wait until the app shows the next one; that takes at most a minute.", isRecoveryCode),
        (CodeOutcome.AlreadyUsed, true) => OfCode("code-used", "That recovery code was used already.",
            "Each is good once. Take another one from your list, and cross this one out.", isRecoveryCode),
        (CodeOutcome.TooSoon, _) => new(StatusCodes.Status429TooManyRequests, new("too-many-codes", "Too many wrong codes.",
            $"Try again in {Waiting.InWords(result.RetryAfter)}.") { RetryAfter = result.RetryAfter }),
        (CodeOutcome.Blocked, _) => new(StatusCodes.Status429TooManyRequests, new("codes-blocked", "Too many wrong codes.",
            "No codes are accepted any more. Use a recovery code, or ask the administrator of this site.")),
        (CodeOutcome.NotEnrolled, _) => new(StatusCodes.Status409Conflict, new("not-enrolled", "No second factor is set up yet.", "Set it up first.")),
        _ => new(StatusCodes.Status503ServiceUnavailable, new("unavailable", "Codes cannot be checked right now.",
            $"{AccountErrors.LaterOrAdministrator}, whose log says why.") { RetryAfter = AccountErrors.WorthTryingAgain }),
    };

    private static CodeRefusal OfWrong(TimeSpan retryAfter, bool isRecoveryCode)
    {
        bool mustWait = retryAfter > NotWorthSaying;
        string wait = mustWait ? $"Wait {Waiting.InWords(retryAfter)}. " : "";
        string advice = isRecoveryCode
            ? "Compare it with your list: sixteen letters and digits, of which none is 0, 1, 8 or 9."
            : $"Type the code that the app shows {(mustWait ? "then" : "now")}. If it never fits, the clock of the phone is off.";
        CodeRefusal refusal = OfCode("code-wrong", isRecoveryCode ? "That recovery code is not right." : "That code is not right.", wait + advice, isRecoveryCode);
        return mustWait ? refusal with { Error = refusal.Error with { RetryAfter = retryAfter } } : refusal;
    }

    /// <summary>Something is wrong with what was typed, and not with the moment or with us.</summary>
    private static CodeRefusal OfCode(string code, string title, string advice, bool isRecoveryCode) =>
        new(StatusCodes.Status422UnprocessableEntity, new(code, title, advice) { Field = isRecoveryCode ? CodeInput.RecoveryCodeField : CodeInput.CodeField });
}
