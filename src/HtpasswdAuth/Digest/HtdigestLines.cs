using System.Text;

namespace HtpasswdAuth;

/// <summary>The lines of a digest file in one realm. What is no hash is no line there.</summary>
internal sealed class HtdigestLines(WatchedDigestStore store, string realm) : AccountLines
{
    private readonly byte[] _realm = Encoding.ASCII.GetBytes(realm);

    public override bool TryFind(string userName, out UInt128 stamp)
    {
        byte[] hashes = store.Current?.HashesOf(Encoding.UTF8.GetBytes(userName), _realm) ?? [];
        stamp = PasswordVersion.Compute(userName, hashes);
        return hashes.Length > 0;
    }
}
