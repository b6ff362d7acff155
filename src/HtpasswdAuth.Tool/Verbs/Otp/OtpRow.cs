namespace HtpasswdAuth.Tool;

/// <summary>What is told of a user's second factor. No secret is.</summary>
/// <param name="User">The name.</param>
/// <param name="Enrolled">Since when; <see langword="null"/> if not.</param>
/// <param name="Type">totp or hotp.</param>
/// <param name="Algorithm">SHA1, SHA256 or SHA512.</param>
/// <param name="Digits">Of a code.</param>
/// <param name="Period">Of a step of time, in seconds.</param>
/// <param name="RecoveryCodes">Those left.</param>
/// <param name="Failures">Wrong codes from all browsers together, without those that were given back.</param>
/// <param name="Blocked">Whether these are so many that no further code is accepted.</param>
/// <param name="AppPasswords">How many.</param>
/// <param name="TicketUntil">When a ticket to enrol ends.</param>
/// <param name="InUserFile">Whether the password file has the user.</param>
internal sealed record OtpRow(
    string User,
    DateTimeOffset? Enrolled,
    string? Type,
    string? Algorithm,
    int? Digits,
    int? Period,
    int RecoveryCodes,
    int Failures,
    bool Blocked,
    int AppPasswords,
    DateTimeOffset? TicketUntil,
    bool InUserFile);
