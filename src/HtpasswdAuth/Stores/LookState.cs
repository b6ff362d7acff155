namespace HtpasswdAuth;

/// <summary>Whether looks at a file come to their end.</summary>
internal enum LookState
{
    /// <summary>They do.</summary>
    InTime = 0,

    /// <summary>The last one should have by now: its file system does not answer. What was seen last is served.</summary>
    Late,

    /// <summary>It has not for so long that what was seen last is not served any more.</summary>
    Stuck,
}
