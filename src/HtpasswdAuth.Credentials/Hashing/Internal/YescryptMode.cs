namespace HtpasswdAuth;

/// <summary>What yescrypt calls flavours: how it uses its memory.</summary>
internal enum YescryptMode : byte
{
    /// <summary>scrypt as RFC 7914 has it.</summary>
    Scrypt,

    /// <summary>Memory is written once, as in scrypt; the time can be raised, and the result is that of yescrypt.</summary>
    WriteOnce,

    /// <summary>Memory is written again and again, and pwxform stands for most of Salsa20: the usual one.</summary>
    ReadWrite,
}
