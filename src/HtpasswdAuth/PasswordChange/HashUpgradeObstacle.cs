using Microsoft.Extensions.Logging;

namespace HtpasswdAuth;

/// <summary>
/// Remembers that a file could not be written, so that not every sign-in tries it again: it is tried once the password file is another
/// or has other rights, or after an hour. Told once, until it has worked again. For one thread.
/// </summary>
internal sealed class HashUpgradeObstacle(string userFile, TimeProvider time, ILogger logger)
{
    private static readonly TimeSpan Pause = TimeSpan.FromHours(1);

    private bool _isTold;
    private FileStamp? _stamp;
    private long _since;
    private bool _stands;

    public bool Stands => _stands && time.GetElapsedTime(_since) < Pause && _stamp == Stamp();

    /// <summary>A file could not be written.</summary>
    /// <param name="path">The file.</param>
    /// <param name="reason">Why, in the words of the system.</param>
    public void Met(string path, string reason)
    {
        (_stands, _stamp, _since) = (true, Stamp(), time.GetTimestamp());
        if (!_isTold)
        {
            _isTold = true;
            logger.HashUpgradesStopped(path, reason);
        }
    }

    /// <summary>The files were written.</summary>
    public void Overcome() => _stands = _isTold = false;

    private FileStamp? Stamp()
    {
        try
        {
            return FileStamp.Of(userFile);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
