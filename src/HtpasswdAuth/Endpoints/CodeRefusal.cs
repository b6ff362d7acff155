using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace HtpasswdAuth;

/// <summary>What is said about a code that was not accepted, to programs and people alike.</summary>
/// <param name="Status">Of the response.</param>
/// <param name="Name">For programs.</param>
/// <param name="Title">What happened.</param>
/// <param name="Advice">What to do next.</param>
internal sealed record CodeRefusal(int Status, string Name, string Title, string Advice)
{
    private TimeSpan RetryAfter { get; init; }

    public static CodeRefusal Of(CodeResult result) => result.Outcome switch
    {
        CodeOutcome.Wrong => new(StatusCodes.Status422UnprocessableEntity, "code-wrong", "That code is not right.",
            result.RetryAfter > TimeSpan.FromSeconds(2)
                ? $"Wait {Seconds(result.RetryAfter)} seconds, then type the code that the app shows. If it never fits, the clock of the phone is off."
                : "Type the code that the app shows now. If it never fits, the clock of the phone is off."),
        CodeOutcome.AlreadyUsed => new(StatusCodes.Status422UnprocessableEntity, "code-used", "That code was used already.",
            "Every code is good once. Wait until the app shows the next one; that takes at most a minute."),
        CodeOutcome.TooSoon => new(StatusCodes.Status429TooManyRequests, "too-many-codes", "Too many wrong codes.",
            $"Try again in {Seconds(result.RetryAfter)} seconds.") { RetryAfter = result.RetryAfter },
        CodeOutcome.Blocked => new(StatusCodes.Status429TooManyRequests, "codes-blocked", "Too many wrong codes.",
            "No codes are accepted any more. Use a recovery code, or ask the administrator of this site."),
        CodeOutcome.NotEnrolled => new(StatusCodes.Status409Conflict, "not-enrolled", "No second factor is set up yet.", "Set it up first."),
        _ => new(StatusCodes.Status503ServiceUnavailable, "unavailable", "Codes cannot be checked right now.",
            "Try again later; if it stays so, tell the administrator of this site, whose log says why."),
    };

    public void SetRetryAfter(HttpResponse response)
    {
        if (RetryAfter > TimeSpan.Zero)
        {
            response.Headers.RetryAfter = Seconds(RetryAfter).ToString(CultureInfo.InvariantCulture);
        }
    }

    private static int Seconds(TimeSpan time) => (int)Math.Ceiling(time.TotalSeconds);
}
