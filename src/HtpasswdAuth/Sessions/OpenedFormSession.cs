namespace HtpasswdAuth;

/// <summary>A session whose cookie was read once, with the finished answer for its requests.</summary>
internal sealed class OpenedFormSession(FormSession session, VerifiedUser user)
{
    private volatile Tuple<HtpasswdFile?, VerifiedUser> _found = new(null, user);

    public FormSession Session { get; } = session;

    /// <summary>Gets the user, with the version that the user's line had when it was looked at last.</summary>
    public VerifiedUser User => _found.Item2;

    /// <summary>Whether the user has still got the password in that very content of the user file. Hashed once for each content.</summary>
    public bool IsCurrentIn(HtpasswdFile file, PasswordAliases aliases)
    {
        (HtpasswdFile? known, VerifiedUser user) = _found;
        if (ReferenceEquals(known, file))
        {
            // An alias lasts only for a while, so that it is looked up anew.
            return IsSamePassword(user.PasswordVersion, aliases);
        }

        if (!PasswordVersion.TryFind(file, user.Name, out UInt128 version) || !IsSamePassword(version, aliases))
        {
            return false;
        }

        _found = new(file, version == user.PasswordVersion ? user : new VerifiedUser(user.Name, rehashNeeded: false, version, user.Result));
        return true;
    }

    private bool IsSamePassword(UInt128 current, PasswordAliases aliases) =>
        aliases.IsSamePassword(Session.Binding.User, Session.Binding.PasswordVersion, current);
}
