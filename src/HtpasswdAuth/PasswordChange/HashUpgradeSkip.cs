namespace HtpasswdAuth;

/// <summary>Why a weak hash stays though its file can be written.</summary>
internal enum HashUpgradeSkip
{
    /// <summary>The new hash reads fewer bytes than the password has.</summary>
    TooLongForNewHash = 0,

    /// <summary>The old hash does not tell the whole of the password, so that something else may have been typed.</summary>
    NotWhollyVerified,

    /// <summary>Passwords are hashed in a way that counts as weak, or as too costly to sign in with.</summary>
    NewHashUnfit,

    /// <summary>The line cannot be changed without damage to others.</summary>
    LineNotEditable,
}
