namespace HtpasswdAuth;

/// <summary>What a stored hash says of itself.</summary>
/// <param name="Algorithm">The scheme it was made with.</param>
/// <param name="Cost">
/// bcrypt: the base-2 logarithm of the rounds; SHA-crypt: the number of rounds; 1 for the schemes of one fixed cost.
/// </param>
public readonly record struct PasswordHashInfo(PasswordHashAlgorithm Algorithm, int Cost);
