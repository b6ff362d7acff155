namespace HtpasswdAuth;

/// <summary>What a place says of a request.</summary>
internal enum FolderAnswer
{
    Forbidden = 0,

    Granted,

    /// <summary>A user, or another one, may be let in.</summary>
    NeedsUser,

    /// <summary>What is configured cannot work: 500.</summary>
    Broken,
}
