namespace HtpasswdAuth;

/// <summary>
/// What a session is bound to, so that it ends with the password it was begun with. It leaves the process only inside authenticated
/// ciphertext, and in the password state file, which only its owner reads.
/// </summary>
internal static class PasswordVersion
{
    public static UInt128 Compute(string userName, ReadOnlySpan<byte> storedHash) => PasswordState.VersionOf(userName, storedHash);
}
