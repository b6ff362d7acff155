using System.Text;

namespace HtpasswdAuth.Tool;

/// <summary>The users of a password file, or of a realm of a digest file, with what tells their passwords from the next.</summary>
/// <param name="path">The file.</param>
/// <param name="realm">The realm; <see langword="null"/> for a password file.</param>
internal sealed class PasswordVersions(string path, string? realm)
{
    private readonly byte[] _realm = Encoding.UTF8.GetBytes(realm ?? "");

    public string Path => path;

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
            return Load(HtpasswdFile.Load).TryFind(name, out HtpasswdEntry entry) ? PasswordState.VersionOf(user, entry.Hash.Span) : null;
        }

        byte[] hashes = Load(HtdigestFile.Load).HashesOf(name, _realm);
        return hashes.Length == 0 ? null : PasswordState.VersionOf(user, hashes);
    }

    private IEnumerable<(string User, UInt128 Version)> Passwords()
    {
        foreach (HtpasswdEntry entry in Load(HtpasswdFile.Load))
        {
            string user = Encoding.UTF8.GetString(entry.UserName.Span);
            yield return (user, PasswordState.VersionOf(user, entry.Hash.Span));
        }
    }

    private IEnumerable<(string User, UInt128 Version)> Digest()
    {
        HtdigestFile file = Load(HtdigestFile.Load);
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

    private T Load<T>(Func<string, T> load) => VerbException.Guard(path, () => load(path));
}
