using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Logging;

namespace HtpasswdAuth;

/// <summary>The realm of the snapshot that is served, made once a snapshot.</summary>
internal sealed class DigestRealms(WatchedDigestStore store, DigestSettings settings, ILogger logger)
{
    private readonly Lock _gate = new();
    private DigestRealm? _realm;

    /// <summary><see langword="false"/> while there is no file that may be trusted.</summary>
    public bool TryGetCurrent([NotNullWhen(true)] out DigestRealm? realm)
    {
        realm = store.Current is { } file ? For(file) : null;
        return realm is not null;
    }

    private DigestRealm For(HtdigestFile file)
    {
        DigestRealm? realm = Volatile.Read(ref _realm);
        if (ReferenceEquals(realm?.File, file))
        {
            return realm;
        }

        lock (_gate)
        {
            if (!ReferenceEquals(_realm?.File, file))
            {
                _realm = new DigestRealm(file, settings);
                Report(_realm);
            }

            return _realm!;
        }
    }

    private void Report(DigestRealm realm)
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
