using Microsoft.Extensions.Logging;

namespace HtpasswdAuth;

/// <summary>Remembers that shared stores could not be written: it is tried again after a while. Told once, until it has worked again.</summary>
/// <param name="store">Has the users.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">The scheme's logger.</param>
internal sealed class SharedUpgradeObstacle(ICredentialStore store, TimeProvider time, ILogger logger) : IHashUpgradeObstacle
{
    // Nobody waits for an upgrade, and a store that is coming back has other things to do.
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(5);

    private bool _isTold;
    private bool _stands;
    private long _since;

    public bool Stands => _stands && time.GetElapsedTime(_since) < Pause;

    public bool CanWrite()
    {
        if (store is IPasswordStore)
        {
            return true;
        }

        MetAtUsers("it is read-only");
        return false;
    }

    public void MetAtUsers(string reason) => Met("The store of the users", reason);

    public void MetAtState(string reason) => Met("The store of the password state", reason);

    public void Overcome() => _stands = _isTold = false;

    private void Met(string what, string reason)
    {
        (_stands, _since) = (true, time.GetTimestamp());
        if (!_isTold)
        {
            _isTold = true;
            logger.SharedUpgradesStopped(what, reason);
        }
    }
}
