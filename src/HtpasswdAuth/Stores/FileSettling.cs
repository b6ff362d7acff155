namespace HtpasswdAuth;

/// <summary>
/// Decides when a changed file is finished. Apache's <c>htpasswd</c> empties the file and then writes it anew, so for a moment
/// it is short; a file is taken only once it has held still.
/// </summary>
internal sealed class FileSettling(TimeProvider time)
{
    /// <summary>How long a changed file must hold still.</summary>
    public static readonly TimeSpan Still = TimeSpan.FromMilliseconds(50);

    /// <summary>How long a file must hold still that looks cut off: empty, without a newline at its end, or broken.</summary>
    public static readonly TimeSpan StillWhenCutOff = TimeSpan.FromSeconds(1);

    /// <summary>How long a file that never holds still may keep its changes from being seen.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(2);

    private CredentialFileStamp? _seen;
    private long _seenAt;
    private long _since;

    private bool IsOverdue => time.GetElapsedTime(_since) >= Longest;

    public void Reset() => _seen = null;

    /// <summary>How long to wait before the file is worth reading; <see langword="null"/> when it is now.</summary>
    public TimeSpan? WaitBeforeReading(CredentialFileStamp stamp)
    {
        long now = time.GetTimestamp();
        if (_seen is null)
        {
            _since = now;
        }

        if (_seen != stamp)
        {
            _seen = stamp;
            _seenAt = now;
            return IsOverdue ? null : Still;
        }

        TimeSpan left = Still - time.GetElapsedTime(_seenAt, now);
        return left > TimeSpan.Zero && !IsOverdue ? left : null;
    }

    public TimeSpan WaitAfterTornRead()
    {
        _seenAt = time.GetTimestamp();
        return Still;
    }

    /// <summary>How much longer to wait for a file that looks cut off; <see langword="null"/> to take it as it is.</summary>
    public TimeSpan? WaitForTheRest(CredentialFileStamp stamp, bool looksWhole)
    {
        if (looksWhole)
        {
            return null;
        }

        long now = time.GetTimestamp();
        if (_seen != stamp)
        {
            _seen = stamp;
            _seenAt = now;
        }

        TimeSpan left = StillWhenCutOff - time.GetElapsedTime(_seenAt, now);
        return left > TimeSpan.Zero ? left : null;
    }
}
