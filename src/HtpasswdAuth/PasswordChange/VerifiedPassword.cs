namespace HtpasswdAuth;

/// <summary>The answer to a current password, and the name in the bytes of the file if the password is right.</summary>
internal readonly record struct VerifiedPassword(VerificationResult Result, byte[] UserName);
