namespace HtpasswdAuth;

/// <summary>
/// Knows passwords from thefts of data. Registered as a singleton service it takes the place of the file in
/// <see cref="PasswordPolicyOptions.BreachedPasswordsFile"/>.
/// </summary>
public interface IBreachedPasswords
{
    /// <summary>
    /// Tells whether a password is among them. If it throws, the password is judged without it, and the log says so: a list that
    /// cannot be asked must not keep anybody from leaving a stolen password behind.
    /// </summary>
    /// <param name="sha1">The 20 bytes of the SHA-1 of the password in UTF-8 and normalization form C.</param>
    /// <param name="cancellationToken">Ends the search when the request is aborted.</param>
    Task<bool> ContainsAsync(ReadOnlyMemory<byte> sha1, CancellationToken cancellationToken);
}
