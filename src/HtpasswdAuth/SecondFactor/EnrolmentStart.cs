namespace HtpasswdAuth;

/// <summary>What a person needs to put the secret into an app, and the token to confirm it with.</summary>
/// <param name="Uri">The secret as authenticator apps take it.</param>
/// <param name="Token">The protected <see cref="PendingEnrolment"/>.</param>
/// <param name="Expires">When the token ends.</param>
internal sealed record EnrolmentStart(OtpAuthUri Uri, string Token, DateTimeOffset Expires);
