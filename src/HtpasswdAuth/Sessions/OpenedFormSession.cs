namespace HtpasswdAuth;

/// <summary>A session whose cookie was read once, with the finished answer for its requests.</summary>
internal sealed class OpenedFormSession(FormSession session, VerifiedUser user)
{
    private volatile HtpasswdFile? _checkedIn;

    public FormSession Session { get; } = session;

    public VerifiedUser User { get; } = user;

    /// <summary>Whether the user has still got the password in that very content of the user file. Hashed once for each content.</summary>
    public bool IsCurrentIn(HtpasswdFile file)
    {
        if (ReferenceEquals(_checkedIn, file))
        {
            return true;
        }

        if (!PasswordVersion.TryFind(file, User.Name, out UInt128 version) || version != User.PasswordVersion)
        {
            return false;
        }

        _checkedIn = file;
        return true;
    }
}
