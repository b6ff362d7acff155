namespace HtpasswdAuth;

/// <summary>How bcrypt spreads the bytes of a password over the words of its key.</summary>
internal enum BcryptVariant
{
    /// <summary><c>$2y$</c> and <c>$2b$</c>: as specified.</summary>
    Standard,

    /// <summary><c>$2a$</c>: as specified, but changed where the sign-extending variant would make the same of another password.</summary>
    Safeguarded,

    /// <summary><c>$2x$</c>: bytes from 0x80 on overwrite the bytes before them in the same word.</summary>
    SignExtended,
}
