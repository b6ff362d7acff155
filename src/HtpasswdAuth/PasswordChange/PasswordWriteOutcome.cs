namespace HtpasswdAuth;

/// <summary>What became of a user's line.</summary>
internal enum PasswordWriteOutcome
{
    /// <summary>It has another hash than the one that was verified, or is gone. It was left as it is.</summary>
    Stale = 0,

    Written,

    /// <summary>The tools of Apache read it otherwise than httpd does, a line that goes on in the next for example. It was left as it is.</summary>
    NotEditable,
}
