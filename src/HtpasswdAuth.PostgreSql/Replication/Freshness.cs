namespace HtpasswdAuth.PostgreSql;

/// <summary>Since when the copy may be out of date, by a clock that nobody sets.</summary>
internal sealed class Freshness(TimeProvider time, TimeSpan staleLimit)
{
    private const long Never = long.MinValue;

    private long _current = Never;

    /// <summary>Gets whether the copy was never complete.</summary>
    public bool IsNever => Volatile.Read(ref _current) == Never;

    /// <summary>Gets how long ago everything was known; not to be asked before it ever was.</summary>
    public TimeSpan Age => time.GetElapsedTime(Volatile.Read(ref _current));

    /// <summary>Gets whether the copy may be served.</summary>
    public bool IsTrusted
    {
        get
        {
            long current = Volatile.Read(ref _current);
            return current != Never && time.GetElapsedTime(current) <= staleLimit;
        }
    }

    public TimeSpan StaleLimit => staleLimit;

    public long Now => time.GetTimestamp();

    /// <summary>Everything that was committed by then is in the copy.</summary>
    public void Renew(long timestamp) => Volatile.Write(ref _current, timestamp);
}
