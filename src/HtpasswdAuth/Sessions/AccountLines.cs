namespace HtpasswdAuth;

/// <summary>What the password file says of accounts now: which of what was made with a password goes on, and who could still sign in.</summary>
internal abstract class AccountLines
{
    /// <summary>
    /// Finds the version of the password that a user could sign in with now. There is none where the line is missing, locked, broken, or of
    /// a method that is not allowed.
    /// </summary>
    public abstract bool TryFind(string userName, out UInt128 stamp);

    /// <summary>Whether two versions are of one password of the user.</summary>
    public virtual bool IsSamePassword(string userName, UInt128 before, UInt128 now) => before == now;

    /// <summary>Whether an account is as it was when it was written into a token.</summary>
    public bool IsCurrent(TokenAccount account) => TryFind(account.User, out UInt128 now) && IsSamePassword(account.User, account.Stamp, now);
}
