namespace HtpasswdAuth;

/// <summary>What became of a user's line, and the whole file as it is now.</summary>
internal readonly record struct PasswordWrite(PasswordWriteOutcome Outcome, HtpasswdFile File);
