using System.Text;

namespace HtpasswdAuth;

/// <summary>The lines of a digest file in one realm. What is no hash is no line there, nor is one of an algorithm that is not allowed.</summary>
internal sealed class HtdigestLines(WatchedDigestStore store, DigestSettings settings) : AccountLines
{
    private readonly byte[] _realm = Encoding.ASCII.GetBytes(settings.Realm);

    public override bool TryFind(string userName, out UInt128 stamp)
    {
        byte[] name = Encoding.UTF8.GetBytes(userName);
        HtdigestFile? file = store.Current;
        stamp = PasswordVersion.Compute(userName, file?.HashesOf(name, _realm) ?? []);
        return file is not null && settings.Algorithms.Any(algorithm => file.TryFind(name, _realm, algorithm, out _));
    }
}
