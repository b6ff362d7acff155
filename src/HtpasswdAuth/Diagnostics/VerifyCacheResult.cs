namespace HtpasswdAuth;

/// <summary>What a look-up in the verify cache found.</summary>
internal enum VerifyCacheResult
{
    Miss,
    Hit,
    NegativeHit,
}
