namespace HtpasswdAuth;

/// <summary>Checks a password against whatever a scheme has of it. An unknown user takes the same way as a known one.</summary>
internal interface IPasswordVerifier
{
    /// <summary>Verifies a password, in the time and by the throttle of a sign-in. Nothing of the spans is used after the return.</summary>
    /// <param name="userName">The name in the bytes of the store.</param>
    /// <param name="password">The password, not longer than a sign-in may send.</param>
    /// <param name="attempt">Whose attempt it is; the same object for the several forms of one password.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    ValueTask<VerificationResult> VerifyAsync(
        ReadOnlySpan<byte> userName, ReadOnlySpan<byte> password, PasswordAttempt attempt, CancellationToken cancellationToken);
}
