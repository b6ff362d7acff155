namespace HtpasswdAuth;

/// <summary>What a line of a password file is, of those that are neither blank nor a comment.</summary>
internal enum HtpasswdLineKind
{
    /// <summary>A name, a colon and whatever follows.</summary>
    Record,

    /// <summary>A name without a colon.</summary>
    NameOnly,

    /// <summary>More bytes than httpd reads; nothing else is known of it.</summary>
    TooLong,
}
