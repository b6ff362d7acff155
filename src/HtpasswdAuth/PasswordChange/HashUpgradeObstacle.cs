using Microsoft.Extensions.Logging;

namespace HtpasswdAuth;

/// <summary>
/// Remembers that a file could not be written: it is tried again once the password file is another or has other rights, or after an
/// hour. Told once, until it has worked again.
/// </summary>
/// <param name="userFile">The full path of the password file.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">The scheme's logger.</param>
internal sealed class HashUpgradeObstacle(string userFile, TimeProvider time, ILogger logger) : IHashUpgradeObstacle
{
    private static readonly TimeSpan Pause = TimeSpan.FromHours(1);

    private readonly FileWriteProbe _probe = new(userFile);
    private bool _isTold;
    private CredentialFileStamp? _stamp;
    private long _since;
    private bool _stands;

    public bool Stands => _stands && time.GetElapsedTime(_since) < Pause && _stamp == Stamp();

    public bool CanWrite()
    {
        string? reason = _probe.WhyNotOpened();
        if (reason is null && !_probe.TryWrite(out reason))
        {
            // Another is at it.
            return false;
        }

        if (reason is not null)
        {
            MetAtUsers(reason);
        }

        return reason is null;
    }

    public void MetAtUsers(string reason) => Met(userFile, reason);

    public void MetAtState(string reason) => Met(AccountFiles.DatabaseOf(userFile), reason);

    public void Overcome() => _stands = _isTold = false;

    private void Met(string path, string reason)
    {
        (_stands, _stamp, _since) = (true, Stamp(), time.GetTimestamp());
        if (!_isTold)
        {
            _isTold = true;
            logger.HashUpgradesStopped(path, reason);
        }
    }

    private CredentialFileStamp? Stamp()
    {
        try
        {
            return CredentialFileStamp.Of(userFile);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
