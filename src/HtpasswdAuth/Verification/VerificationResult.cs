using System.Diagnostics.CodeAnalysis;

namespace HtpasswdAuth;

/// <summary>The answer of <see cref="CredentialVerifier"/>: a user exactly when the password is right.</summary>
internal readonly struct VerificationResult
{
    private VerificationResult(VerificationOutcome outcome, VerifiedUser? user, TimeSpan? retryAfter = null)
    {
        Outcome = outcome;
        User = user;
        RetryAfter = retryAfter;
    }

    public VerificationOutcome Outcome { get; }

    public VerifiedUser? User { get; }

    /// <summary>Gets how long to wait, where there were too many attempts.</summary>
    public TimeSpan? RetryAfter { get; }

    [MemberNotNullWhen(true, nameof(User))]
    public bool Succeeded => User is not null;

    public static VerificationResult Verified(VerifiedUser user) => new(VerificationOutcome.Verified, user);

    public static VerificationResult Refused(VerificationOutcome outcome) => new(outcome, null);

    public static VerificationResult TooManyAttempts(TimeSpan retryAfter) => new(VerificationOutcome.TooManyAttempts, null, retryAfter);
}
