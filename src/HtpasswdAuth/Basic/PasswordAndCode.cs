namespace HtpasswdAuth;

/// <summary>What the verification of Basic credentials came to, and the one-time code that was found in the password, if any.</summary>
internal readonly record struct PasswordAndCode(VerificationResult Verification, string? Code);
