namespace HtpasswdAuth;

/// <summary>Why a watched file is not what is served.</summary>
internal enum FileTrouble
{
    /// <summary>It is.</summary>
    None = 0,

    /// <summary>There is none.</summary>
    Missing,

    /// <summary>There may be one, but it cannot be read.</summary>
    Unreadable,

    /// <summary>It is there, and larger than can be read.</summary>
    TooLarge,

    /// <summary>It was read and cannot be understood.</summary>
    Broken,

    /// <summary>Something nobody foresaw; the log has it.</summary>
    Unexpected,
}
