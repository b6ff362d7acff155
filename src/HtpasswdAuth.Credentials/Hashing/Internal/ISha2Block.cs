using System.Numerics;

namespace HtpasswdAuth;

/// <summary>
/// What tells SHA-256 and SHA-512 apart (FIPS 180-4): the width of a word, the number of rounds, constants and distances.
/// Everything else is in <see cref="Sha2{TBlock, TWord}"/>.
/// </summary>
internal unsafe interface ISha2Block<TWord> : IHashBlock
    where TWord : unmanaged, IBinaryInteger<TWord>
{
    static abstract int Rounds { get; }

    static abstract ReadOnlySpan<TWord> InitialState { get; }

    /// <summary>Gets the constants of the rounds.</summary>
    static abstract ReadOnlySpan<TWord> K { get; }

    /// <summary>Gets whether <see cref="Compress"/> is to be preferred to what every processor can do.</summary>
    static abstract bool HasVectors { get; }

    static abstract TWord LargeSigma0(TWord x);

    static abstract TWord LargeSigma1(TWord x);

    static abstract TWord SmallSigma0(TWord x);

    static abstract TWord SmallSigma1(TWord x);

    /// <summary>
    /// Takes in one block with the processor's vectors: sixteen words in its own order of bytes, followed by room for as many.
    /// </summary>
    static abstract void Compress(TWord* state, TWord* words);
}
