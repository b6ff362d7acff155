namespace HtpasswdAuth;

/// <summary><c>AuthMerging</c>: what becomes of the rules of the folder above.</summary>
internal enum MergeMode
{
    /// <summary>Not said: rules replace those above, and where there are none those above stay.</summary>
    Unset = 0,

    Off,

    And,

    Or,
}
