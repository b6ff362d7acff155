namespace HtpasswdAuth;

/// <summary>What is odd about a line of a credential file.</summary>
public enum CredentialFileProblemCode
{
    /// <summary>The file begins with a UTF-8 byte order mark. It is skipped; httpd takes it for a part of the first user's name.</summary>
    ByteOrderMark,

    /// <summary>The line holds no colon. As in httpd it reserves the name for nobody: the name matches, no password does. In a group file it is a group without members.</summary>
    MissingColon,

    /// <summary>The line begins with its colon. It can sign nobody in: an empty user name is refused.</summary>
    EmptyUserName,

    /// <summary>There is nothing between the first colon and the next, or the end of the line. No password matches.</summary>
    EmptyHash,

    /// <summary>The hash is of no known scheme: a plaintext, perhaps. No password matches unless plaintext was opted into.</summary>
    UnknownHash,

    /// <summary>The hash is of a known scheme, but broken. No password matches.</summary>
    MalformedHash,

    /// <summary>An earlier line has the same user name. The earlier one counts.</summary>
    DuplicateUser,

    /// <summary>The line is longer than 8,190 bytes, the most that httpd reads besides the newline. It is skipped; httpd reads no further.</summary>
    LineTooLong,

    /// <summary>
    /// The line of a digest file has one colon where <c>user:realm:hash</c> has two: a line of a password file, perhaps. As in httpd
    /// it reserves its user, in what stands where the realm should, for nobody.
    /// </summary>
    MissingRealm,

    /// <summary>A line of a group file begins with its colon. Its members are in no group that could be asked for.</summary>
    EmptyGroupName,
}
