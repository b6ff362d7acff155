namespace HtpasswdAuth;

/// <summary>What became of what is stored of a user's password.</summary>
/// <param name="Outcome">Whether it was written.</param>
/// <param name="Version">If so, what the user's sessions are bound to from now on; see <see cref="VerifiedUser.PasswordVersion"/>.</param>
internal readonly record struct PasswordWriteResult(PasswordWriteOutcome Outcome, UInt128 Version);
