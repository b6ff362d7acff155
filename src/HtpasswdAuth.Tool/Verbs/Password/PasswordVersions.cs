using System.Text;

namespace HtpasswdAuth.Tool;

/// <summary>The users of a site, or of a realm of a digest file, with what tells their passwords from the next.</summary>
/// <param name="store">The site.</param>
/// <param name="digestFile">The digest file, where there is a realm.</param>
/// <param name="realm">The realm; <see langword="null"/> for the users of the site.</param>
internal sealed class PasswordVersions(SiteStore store, string digestFile, string? realm)
{
    private readonly byte[] _realm = Encoding.UTF8.GetBytes(realm ?? "");

    /// <summary>Gets what a message calls the place of the users.</summary>
    public string Place => IsDigest ? SafeText.Show(digestFile) : store.Place;

    public bool IsDigest => realm is not null;

    /// <returns>Each user once or, with duplicate lines, several times; <see langword="null"/> names are none.</returns>
    /// <exception cref="VerbException">The file cannot be read.</exception>
    public IEnumerable<(string User, UInt128 Version)> All() => IsDigest ? Digest() : Passwords();

    /// <exception cref="VerbException">The file cannot be read.</exception>
    public UInt128? Find(string user)
    {
        byte[] name = Encoding.UTF8.GetBytes(user);
        if (!IsDigest)
        {
            return store.LoadUsers().TryFind(name, out HtpasswdEntry entry) ? PasswordState.VersionOf(user, entry.Hash.Span) : null;
        }

        byte[] hashes = LoadDigest().HashesOf(name, _realm);
        return hashes.Length == 0 ? null : PasswordState.VersionOf(user, hashes);
    }

    private IEnumerable<(string User, UInt128 Version)> Passwords()
    {
        foreach (HtpasswdEntry entry in store.LoadUsers())
        {
            string user = Encoding.UTF8.GetString(entry.UserName.Span);
            yield return (user, PasswordState.VersionOf(user, entry.Hash.Span));
        }
    }

    private IEnumerable<(string User, UInt128 Version)> Digest()
    {
        HtdigestFile file = LoadDigest();
        HashSet<string> seen = new(StringComparer.Ordinal);
        foreach (HtdigestEntry entry in file)
        {
            string user = Encoding.UTF8.GetString(entry.UserName.Span);
            byte[] hashes = file.HashesOf(entry.UserName.Span, _realm);
            if (entry.Realm.Span.SequenceEqual(_realm) && hashes.Length > 0 && seen.Add(user))
            {
                yield return (user, PasswordState.VersionOf(user, hashes));
            }
        }
    }

    private HtdigestFile LoadDigest() => VerbException.Guard(digestFile, () => HtdigestFile.Load(digestFile));
}
