namespace HtpasswdAuth;

/// <summary>The answer of <see cref="CodeVerifier"/>.</summary>
/// <param name="Outcome">What came of the code.</param>
internal sealed record CodeResult(CodeOutcome Outcome)
{
    public static readonly CodeResult Unavailable = new(CodeOutcome.Unavailable);
    public static readonly CodeResult NotEnrolled = new(CodeOutcome.NotEnrolled);

    /// <summary>How long the next code must wait.</summary>
    public TimeSpan RetryAfter { get; init; }

    /// <summary>The enrolment whose code was accepted.</summary>
    public string? EnrolmentId { get; init; }

    public SecondFactorMethods Methods { get; init; }

    /// <summary>What there was before a code was accepted, and after, in case it has to be taken back.</summary>
    public (OtpUserState Before, OtpUserState After)? Change { get; init; }

    /// <summary>How many recovery codes are left, after one was accepted.</summary>
    public int RecoveryCodesLeft { get; init; }
}
