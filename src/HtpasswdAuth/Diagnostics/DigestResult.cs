namespace HtpasswdAuth;

/// <summary>What came of a Digest response.</summary>
internal enum DigestResult
{
    Failure = 0,
    Success,

    /// <summary>Right, but its nonce is too old or not of this site.</summary>
    Stale,

    /// <summary>Right, but its count was used before.</summary>
    Replay,

    /// <summary>Not looked at: too many wrong ones before.</summary>
    Throttled,
}
