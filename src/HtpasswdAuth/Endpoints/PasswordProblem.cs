using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace HtpasswdAuth;

/// <summary>What is said about a password that was not changed, to programs and people alike.</summary>
/// <param name="Status">Of the response.</param>
/// <param name="Name">For programs.</param>
/// <param name="Title">What happened.</param>
/// <param name="Advice">What to do next.</param>
internal sealed record PasswordProblem(int Status, string Name, string Title, string Advice)
{
    private const int BusySeconds = 2;
    private const int UnavailableSeconds = 10;

    /// <summary>Gets the field that is wrong, if one is.</summary>
    public string? Field { get; init; }

    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Gets what is against the new password.</summary>
    public IReadOnlyList<PasswordRefusal> Refusals { get; init; } = [];

    /// <summary>Gets the status for people: what they typed was not right, and they see the form again.</summary>
    public int FormStatus => Name == WrongCredentialsName ? StatusCodes.Status422UnprocessableEntity : Status;

    public static PasswordProblem OtherUser { get; } = new(
        StatusCodes.Status422UnprocessableEntity, "other-user", "You can change only your own password here.",
        "You are signed in under another name. Leave the user name out, or sign in as that user first.") { Field = "userName" };

    public static PasswordProblem ConfirmationDiffers { get; } = new(
        StatusCodes.Status422UnprocessableEntity, "confirmation-differs", "The two new passwords differ.",
        "Type the new password twice, the same both times.") { Field = "confirmation" };

    // Not 401: with it browsers forget the password that they send along, which may well be right.
    private const string WrongCredentialsName = "current-password-wrong";

    public static PasswordProblem Missing(string field, string what) => new(
        StatusCodes.Status422UnprocessableEntity, "field-missing", "Something is missing.", $"Fill in the {what} ({field}).") { Field = field };

    /// <param name="result">Anything but changed.</param>
    /// <param name="isSignedIn">Whether the request came with the right password of the user; nobody else is told that a name is not allowed.</param>
    /// <param name="code">What was wrong with the code of the second factor, where it was.</param>
    /// <param name="codeField">The field that it was in.</param>
    public static PasswordProblem Of(PasswordChangeResult result, bool isSignedIn, CodeRefusal? code, string codeField) => result.Outcome switch
    {
        PasswordChangeOutcome.NameRefused when isSignedIn => new(
            StatusCodes.Status403Forbidden, "password-change-not-allowed", "Your password cannot be changed here.",
            "Ask the administrator of this site to change it."),
        PasswordChangeOutcome.WrongCredentials or PasswordChangeOutcome.NameRefused => WrongCredentials(isSignedIn),
        PasswordChangeOutcome.TooManyAttempts => TooManyAttempts(result.RetryAfter.GetValueOrDefault()),
        PasswordChangeOutcome.Refused => new(
            StatusCodes.Status422UnprocessableEntity, "password-refused", "The new password cannot be taken.",
            "Choose another one; each reason says what would do.") { Field = "newPassword", Refusals = result.Refusals },
        PasswordChangeOutcome.NotConfirmed when code is not null => new(code.Status, code.Error.Code, code.Error.Title, code.Error.Advice)
            { Field = code.Error.Field is null ? null : codeField, RetryAfter = code.Error.RetryAfter },
        PasswordChangeOutcome.Conflict => new(
            StatusCodes.Status409Conflict, "password-changed-meanwhile", "Your password was changed elsewhere at the same moment.",
            "That one counts, and not the one you chose here. If it was not you, tell the administrator of this site at once."),
        PasswordChangeOutcome.Busy => new(
            StatusCodes.Status503ServiceUnavailable, "busy", "Too many passwords are being checked right now.",
            "Nothing was changed. Try again in a few seconds.") { RetryAfter = TimeSpan.FromSeconds(BusySeconds) },
        PasswordChangeOutcome.ReadOnly => new(
            StatusCodes.Status503ServiceUnavailable, "password-file-read-only", "Passwords cannot be changed here now.",
            "Nothing was changed: the file that holds them cannot be written. Your old password goes on working. Tell the administrator of this site, whose log says why."),
        _ => new(
            StatusCodes.Status503ServiceUnavailable, "unavailable", "This is not possible right now.",
            "Nothing was changed. Try again later; if it stays so, tell the administrator of this site, whose log says why.")
            { RetryAfter = TimeSpan.FromSeconds(UnavailableSeconds) },
    };

    public void SetRetryAfter(HttpResponse response)
    {
        if ((RetryAfter ?? (Status == StatusCodes.Status503ServiceUnavailable ? AccountErrors.WorthTryingAgain : null)) is { } wait)
        {
            // Rounded up: whoever comes back then is let through.
            response.Headers.RetryAfter = Math.Max(1, Math.Ceiling(wait.TotalSeconds)).ToString("0", CultureInfo.InvariantCulture);
        }
    }

    /// <summary>The same for names that exist and names that do not.</summary>
    private static PasswordProblem WrongCredentials(bool isSignedIn) => new(
        StatusCodes.Status403Forbidden,
        WrongCredentialsName,
        isSignedIn ? "The current password is not right." : "The user name or the current password is not right.",
        isSignedIn
            ? "Type the password that you sign in with now. Mind capital letters and the keyboard’s language."
            : "Type both once more. Mind capital letters and the keyboard’s language. If it stays so, ask the administrator of this site for a new password.")
    {
        Field = "currentPassword",
    };

    private static PasswordProblem TooManyAttempts(TimeSpan wait) => new(
        StatusCodes.Status429TooManyRequests, "too-many-attempts", "Too many wrong passwords.", $"Nothing was changed. Try again in {Waiting.InWords(wait)}.") { RetryAfter = wait };
}
