namespace HtpasswdAuth;

/// <summary>One of several passwords that <see cref="Bcrypt.HashMany"/> hashes at once.</summary>
/// <param name="Password">Its bytes.</param>
/// <param name="Salt">The 16 bytes of the salt, the first one highest.</param>
/// <param name="Variant">How the bytes are spread.</param>
internal readonly record struct BcryptInput(ReadOnlyMemory<byte> Password, UInt128 Salt, BcryptVariant Variant);
