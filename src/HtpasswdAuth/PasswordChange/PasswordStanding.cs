namespace HtpasswdAuth;

/// <summary>What is to happen to somebody whose password was right.</summary>
internal enum PasswordStanding
{
    /// <summary>It is not known, since the state cannot be read: nobody may pass.</summary>
    Unknown = 0,

    /// <summary>The user may go on.</summary>
    Good,

    /// <summary>The user must set another password first.</summary>
    ChangeForced,

    /// <summary>The password was for a while and that is over: it must be taken for wrong, also for changing it.</summary>
    Expired,
}
