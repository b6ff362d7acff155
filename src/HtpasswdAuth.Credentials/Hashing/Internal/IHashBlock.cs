namespace HtpasswdAuth;

/// <summary>The block function of an iterated hash. <see cref="HashStream{TBlock}"/> adds buffering and padding.</summary>
internal interface IHashBlock
{
    static abstract int BlockSize { get; }

    static abstract int DigestSize { get; }

    /// <summary>Gets the size of the field at the end of the last block that holds the length in bits.</summary>
    static abstract int LengthFieldSize { get; }

    static abstract bool IsBigEndian { get; }

    static abstract void Start(ref HashState state);

    /// <summary>Takes in one block.</summary>
    static abstract void Compress(ref HashState state, ReadOnlySpan<byte> block);

    static abstract void WriteDigest(ref HashState state, Span<byte> digest);
}
