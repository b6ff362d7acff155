namespace HtpasswdAuth;

/// <summary>One of several passwords that <see cref="PasswordHash.VerifyMany"/> checks. It holds no copy: the memory must not change meanwhile.</summary>
/// <param name="password">The bytes as the client sent them.</param>
/// <param name="storedHash">The field of the file, without white space around it.</param>
public readonly struct PasswordCandidate(ReadOnlyMemory<byte> password, ReadOnlyMemory<byte> storedHash)
{
    /// <summary>Gets the bytes of the password as the client sent them.</summary>
    public ReadOnlyMemory<byte> Password { get; } = password;

    /// <summary>Gets the stored hash to check it against.</summary>
    public ReadOnlyMemory<byte> StoredHash { get; } = storedHash;
}
