using System.Diagnostics.CodeAnalysis;

namespace HtpasswdAuth;

/// <summary>The answer of <see cref="DigestVerifier"/>: a user exactly when the response is right and fresh.</summary>
internal readonly record struct DigestVerification(DigestOutcome Outcome)
{
    public VerifiedUser? User { get; private init; }

    /// <summary>Gets by what the server proves that it knows the password as well; <see langword="null"/> where it cannot.</summary>
    public string? ResponseAuth { get; private init; }

    /// <summary>Gets the nonce that the client is to use from now on; <see langword="null"/> for the one it has.</summary>
    public string? NextNonce { get; private init; }

    /// <summary>Gets how long to wait, where there were too many attempts.</summary>
    public TimeSpan? RetryAfter { get; private init; }

    [MemberNotNullWhen(true, nameof(User))]
    public bool Succeeded => User is not null;

    public static DigestVerification Verified(VerifiedUser user, string? responseAuth, string? nextNonce) =>
        new(DigestOutcome.Verified) { User = user, ResponseAuth = responseAuth, NextNonce = nextNonce };

    public static DigestVerification TooManyAttempts(TimeSpan retryAfter) => new(DigestOutcome.TooManyAttempts) { RetryAfter = retryAfter };
}
