namespace HtpasswdAuth;

/// <summary>What a stored hash says of itself.</summary>
/// <param name="Algorithm">The scheme it was made with.</param>
/// <param name="Cost">
/// bcrypt: the base-2 logarithm of the rounds; yescrypt and scrypt: the base-2 logarithm of N, the number of blocks in memory;
/// SHA-crypt, sha1crypt, SunMD5 and BSDi's DES: the number of rounds; 1 for the schemes of one fixed cost.
/// </param>
public readonly record struct PasswordHashInfo(PasswordHashAlgorithm Algorithm, int Cost)
{
    /// <summary>Gets what else the cost of yescrypt and scrypt depends on; nothing where it is as usual.</summary>
    internal MemoryHardShape Shape { get; init; }
}
