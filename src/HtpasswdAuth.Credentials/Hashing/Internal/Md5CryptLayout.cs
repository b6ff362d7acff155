namespace HtpasswdAuth;

/// <summary>
/// One of the eight forms of the message that MD5-crypt's rounds hash. What comes before the digest is hashed already: its whole
/// blocks are in <see cref="Start"/>, and of the block in which the digest begins its first steps are in <see cref="Entry"/>.
/// </summary>
internal struct Md5CryptLayout
{
    public HashState Start;

    public HashState Entry;

    /// <summary>The number of steps in <see cref="Entry"/>, a multiple of four.</summary>
    public int EntrySteps;

    /// <summary>The first word that holds some of the digest, counted from the start of the block in which it begins.</summary>
    public int DigestWord;

    /// <summary>By how many bits the digest is shifted against the words.</summary>
    public int DigestShift;

    /// <summary>What the words at the ends of the digest hold beside it.</summary>
    public uint Head;

    public uint Tail;

    /// <summary>The number of blocks from that one to the end.</summary>
    public int Blocks;
}
