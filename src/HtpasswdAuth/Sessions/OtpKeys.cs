using Microsoft.Extensions.Logging;

namespace HtpasswdAuth;

/// <summary>The key file, read again when it has changed: <c>htauth otp rekey</c> needs no restart.</summary>
/// <param name="path">Where it is.</param>
/// <param name="logger">The scheme's logger.</param>
/// <param name="mustExist">Whether it is never made here: each node of a fleet would make another.</param>
/// <param name="time">The clock.</param>
internal sealed class OtpKeys(string path, ILogger logger, bool mustExist = false, TimeProvider? time = null)
{
    private static readonly TimeSpan FirstLookLimit = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LookInterval = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private readonly TimeProvider _time = time ?? TimeProvider.System;
    private readonly FileModeReport _mode = new(path, logger);
    private volatile OtpKeyRing? _keys;
    private CredentialFileStamp? _stamp;
    private bool _isReported;
    private long _lookedAt = (time ?? TimeProvider.System).GetTimestamp();

    public bool MustExist => mustExist;

    public string FilePath => path;

    /// <summary>Gets the keys as they were read last, whatever has become of the file.</summary>
    public OtpKeyRing? LastRead => _keys;

    /// <summary>The same for each request: the file is looked at once a second at most, and nothing is allocated as long as it is the same.</summary>
    public OtpKeyRing? LookedAt()
    {
        long now = _time.GetTimestamp();
        long before = Volatile.Read(ref _lookedAt);
        if (_time.GetElapsedTime(before, now) >= LookInterval && Interlocked.CompareExchange(ref _lookedAt, now, before) == before)
        {
            TryGet();
        }

        return _keys;
    }

    /// <summary>The keys, or <see langword="null"/> if they cannot be read: nobody's code can then be checked.</summary>
    public OtpKeyRing? TryGet() => TryLoad(OtpKeyRing.Load);

    /// <summary>The keys, made anew where there are none. Only for a site where nobody is enrolled: new keys open no old secret.</summary>
    public OtpKeyRing? TryGetOrCreate() => TryLoad(mustExist ? OtpKeyRing.Load : OtpKeyRing.LoadOrCreate);

    private OtpKeyRing? TryLoad(Func<string, OtpKeyRing> load)
    {
        // One look at a time. Where the file system hangs it does, and the others go on with what was read last.
        if (!_gate.TryEnter(_keys is null ? FirstLookLimit : TimeSpan.Zero))
        {
            return _keys;
        }

        try
        {
            // Before it is read: what is written while it is read is read the next time.
            CredentialFileStamp? stamp = Path.Exists(path) ? CredentialFileStamp.Of(path) : null;
            if (_keys is null || stamp is null || stamp != _stamp)
            {
                _keys = load(path);
                _stamp = stamp;
                _mode.Check();
            }

            _isReported = false;
            return _keys;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            // Once, until it is back: every cookie asks for it.
            if (!_isReported)
            {
                logger.KeyFileUnreadable(exception, path);
            }

            _isReported = true;
            return null;
        }
        finally
        {
            _gate.Exit();
        }
    }
}
