namespace HtpasswdAuth;

/// <summary>
/// One of the eight forms of the message that SHA-crypt's rounds hash. Of its blocks, those before the digest are in
/// <see cref="Start"/> already, and those behind it are scheduled already.
/// </summary>
internal struct ShaCryptLayout
{
    public HashState Start;

    /// <summary>The number of blocks that hold some of the digest.</summary>
    public int LiveBlocks;

    /// <summary>The number of blocks that the message ends with and that are the same in every round.</summary>
    public int ScheduledBlocks;

    /// <summary>The position of the digest in bytes from the start of the first live block.</summary>
    public int DigestOffset;
}
