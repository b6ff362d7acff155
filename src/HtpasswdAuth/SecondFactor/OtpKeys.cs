using Microsoft.Extensions.Logging;

namespace HtpasswdAuth;

/// <summary>The key file, read again when it has changed: <c>htauth otp rekey</c> needs no restart.</summary>
/// <param name="path">Where it is.</param>
/// <param name="logger">The scheme's logger.</param>
/// <param name="mustExist">Whether it is never made here: each node of a fleet would make another.</param>
internal sealed class OtpKeys(string path, ILogger logger, bool mustExist = false)
{
    private readonly Lock _gate = new();
    private readonly FileModeReport _mode = new(path, logger);
    private OtpKeyRing? _keys;
    private CredentialFileStamp? _stamp;

    public bool MustExist => mustExist;

    /// <summary>The keys, or <see langword="null"/> if they cannot be read: nobody's code can then be checked.</summary>
    public OtpKeyRing? TryGet() => TryLoad(OtpKeyRing.Load);

    /// <summary>The keys, made anew where there are none. Only for a site where nobody is enrolled: new keys open no old secret.</summary>
    public OtpKeyRing? TryGetOrCreate() => TryLoad(mustExist ? OtpKeyRing.Load : OtpKeyRing.LoadOrCreate);

    private OtpKeyRing? TryLoad(Func<string, OtpKeyRing> load)
    {
        lock (_gate)
        {
            try
            {
                if (_keys is null || CredentialFileStamp.Of(path) != _stamp)
                {
                    _keys = load(path);
                    _stamp = CredentialFileStamp.Of(path);
                    _mode.Check();
                }

                return _keys;
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or InvalidDataException)
            {
                logger.KeyFileUnreadable(exception, path);
                return null;
            }
        }
    }
}
