namespace HtpasswdAuth;

/// <summary>What <c>POST second-factor/enrolment</c> answers.</summary>
/// <param name="Secret">In base32.</param>
/// <param name="Uri">The same as an <c>otpauth:</c> address.</param>
/// <param name="Token">To be sent back with the first code.</param>
/// <param name="Expires">When the token ends.</param>
internal sealed record EnrolmentView(string Secret, string Uri, string Token, DateTimeOffset Expires);
