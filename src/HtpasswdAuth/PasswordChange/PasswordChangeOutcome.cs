namespace HtpasswdAuth;

/// <summary>How an attempt to change a password ended. Everything but <see cref="Changed"/> left every password as it was.</summary>
internal enum PasswordChangeOutcome
{
    /// <summary>It cannot be done just now, or not with this user's line; the log says why.</summary>
    Unavailable = 0,

    Changed,

    /// <summary>The name or the current password is wrong, or the current password was for a while that is over.</summary>
    WrongCredentials,

    /// <summary>There were too many attempts.</summary>
    TooManyAttempts,

    /// <summary>The name is not one of those who may change their passwords here, whether there is such a user or not.</summary>
    NameRefused,

    /// <summary>The new password is refused, with reasons.</summary>
    Refused,

    /// <summary>The code that the user must give as well was missing or wrong.</summary>
    NotConfirmed,

    /// <summary>The user's password was changed by somebody else at the same moment.</summary>
    Conflict,

    /// <summary>Too much is being hashed or written at once.</summary>
    Busy,

    /// <summary>The password file, or the digest file, cannot be written.</summary>
    ReadOnly,
}
