using System.Diagnostics.CodeAnalysis;
using System.Text;
using Microsoft.Extensions.Logging;

namespace HtpasswdAuth;

/// <summary>The realm of the snapshot that is served, made once a snapshot.</summary>
internal sealed class DigestRealms(WatchedDigestStore store, DigestSettings settings, ILogger logger)
{
    private readonly Lock _gate = new();
    private readonly byte[] _realmBytes = Encoding.ASCII.GetBytes(settings.Realm);
    private DigestRealmView? _realm;

    /// <summary><see langword="false"/> while there is no file that may be trusted.</summary>
    public bool TryGetCurrent([NotNullWhen(true)] out DigestRealmView? realm)
    {
        realm = store.Current is { } file ? For(file) : null;
        return realm is not null;
    }

    /// <summary>As <see cref="ICredentialStore.IsUncertain"/>. Whose the hash of a name is that is not found cannot be said.</summary>
    public bool IsUncertain(DigestCredentials credentials, AttemptedUser user) =>
        store.IsUncertain(credentials.IsUserHash && !user.IsKnown ? default : Encoding.UTF8.GetBytes(user.Name), _realmBytes);

    private DigestRealmView For(HtdigestFile file)
    {
        DigestRealmView? realm = Volatile.Read(ref _realm);
        if (ReferenceEquals(realm?.File, file))
        {
            return realm;
        }

        lock (_gate)
        {
            if (!ReferenceEquals(_realm?.File, file))
            {
                _realm = new DigestRealmView(file, settings);
                Report(_realm);
            }

            return _realm!;
        }
    }

    private void Report(DigestRealmView realm)
    {
        if (realm.OnlyShort + realm.OnlyLong + realm.Both == 0)
        {
            logger.DigestRealmEmpty(settings.UserFile, LogText.Escape(settings.Realm));
        }
        else if (realm is { OnlyShort: > 0, OnlyLong: > 0 })
        {
            logger.DigestHashesMixed(settings.UserFile, LogText.Escape(settings.Realm), realm.OnlyShort, realm.OnlyLong);
        }
    }
}
