namespace HtpasswdAuth;

/// <summary>The lines of a password file, or of the store that is in its place.</summary>
internal sealed class HtpasswdLines(ICredentialStore users, PasswordAliases aliases, VerifierSettings settings) : AccountLines
{
    public override bool TryFind(string userName, out UInt128 stamp)
    {
        stamp = default;
        if (users.Current is not { } file
            || !PasswordVersion.TryFind(file, userName, out HtpasswdEntry entry)
            || !PasswordHash.IsUsable(entry.Hash.Span, settings.HashLimits, settings.AllowPlaintext))
        {
            return false;
        }

        stamp = PasswordVersion.Compute(userName, entry.Hash.Span);
        return true;
    }

    public override bool IsSamePassword(string userName, UInt128 before, UInt128 now) => aliases.IsSamePassword(userName, before, now);
}
