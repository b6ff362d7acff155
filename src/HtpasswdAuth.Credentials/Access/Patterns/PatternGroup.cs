namespace HtpasswdAuth;

/// <summary>What a parenthesis opens.</summary>
internal enum PatternGroup
{
    Capturing,

    /// <summary>A group whose text is not kept.</summary>
    Plain,

    Atomic,

    Ahead,

    NotAhead,

    Behind,

    NotBehind,

    /// <summary>Options for what comes after it.</summary>
    Options,

    Comment,
}
