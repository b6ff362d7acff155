namespace HtpasswdAuth;

/// <summary>
/// Measures for how long a changed file has held still. Apache's <c>htpasswd</c> empties the file and then writes it anew, so for a
/// moment it is short; a file is read only once it rests.
/// </summary>
internal sealed class FileSettling(TimeProvider time)
{
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
        if (_seen is null || (_seen != stamp && time.GetElapsedTime(_seenAt, now) > Longest))
        {
            _since = now;
        }

        if (_seen != stamp)
        {
            See(stamp);
            return IsOverdue ? null : CredentialFileEvidence.Still;
        }

        TimeSpan left = CredentialFileEvidence.Still - time.GetElapsedTime(_seenAt, now);
        return left > TimeSpan.Zero && !IsOverdue ? left : null;
    }

    public TimeSpan WaitAfterTornRead()
    {
        _seenAt = time.GetTimestamp();
        return CredentialFileEvidence.Still;
    }

    /// <summary>For how long the file has been seen to hold still.</summary>
    public TimeSpan StillFor(CredentialFileStamp stamp)
    {
        if (_seen != stamp)
        {
            See(stamp);
        }

        return time.GetElapsedTime(_seenAt);
    }

    /// <summary>
    /// For how long a file that is seen for the first time has held still, by its time and the clock. Later on that is not asked: a clock
    /// that is set forward must not make a half-written file a whole one.
    /// </summary>
    public TimeSpan StillAtFirst(CredentialFileStamp stamp)
    {
        TimeSpan observed = StillFor(stamp);
        TimeSpan age = time.GetUtcNow() - stamp.ModifiedAt;
        return age > observed ? age : observed;
    }

    private void See(CredentialFileStamp stamp)
    {
        _seen = stamp;
        _seenAt = time.GetTimestamp();
    }
}
