namespace HtpasswdAuth;

/// <summary>What is the case with a credential file on disk: one idea for those who read it and those who write it.</summary>
/// <remarks>Only <see cref="Whole"/> is the file that was meant. docs/operating.md has what each state means for sign-ins, writers and health.</remarks>
public enum CredentialFileState
{
    /// <summary>It is complete, as far as can be told.</summary>
    Whole = 0,

    /// <summary>It was written to a moment ago, and has fewer users than before or no newline at its end.</summary>
    Settling,

    /// <summary>It has held still, but has lost more than half of its users, and at least 10.</summary>
    Shrunk,

    /// <summary>It has no user, and no writer of ours left it so.</summary>
    Empty,

    /// <summary>It holds what no such file holds: NUL bytes, UTF-16, random bytes.</summary>
    Foreign,

    /// <summary>There may be one, but it cannot be read: permissions, an I/O error, a directory or a pipe in its place, too little memory.</summary>
    Unreadable,

    /// <summary>There is none.</summary>
    Gone,

    /// <summary>The file system does not answer.</summary>
    Stuck,
}
