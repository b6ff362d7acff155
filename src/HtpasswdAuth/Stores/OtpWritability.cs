namespace HtpasswdAuth;

/// <summary>
/// Remembers whether a file can be written: found out at the start, before anybody needs it, then by every write, and by
/// trying again while it cannot be.
/// </summary>
/// <param name="probe">Tries without changing anything.</param>
/// <param name="interval">How long to wait between two thorough tries, each of which is an event to those who watch the directory.</param>
/// <param name="time">The clock.</param>
/// <param name="changed">Told why it cannot be written from now on; <see langword="null"/> when it can again.</param>
internal sealed class OtpWritability(OtpWriteProbe probe, TimeSpan interval, TimeProvider time, Action<string?> changed)
{
    private string? _reason;
    private long? _tried;

    public bool IsWritable => Volatile.Read(ref _reason) is null;

    /// <summary>The file was looked at. Not to be called twice at once.</summary>
    public void Looked()
    {
        if (probe.WhyNotOpened() is { } reason)
        {
            Failed(reason);
            return;
        }

        bool isDue = _tried is not { } tried || (!IsWritable && time.GetElapsedTime(tried) >= interval);
        if (isDue)
        {
            _tried = time.GetTimestamp();
            Try();
        }
    }

    /// <summary>A write has failed.</summary>
    public void Failed(string reason)
    {
        if (Interlocked.Exchange(ref _reason, reason) is null)
        {
            changed(reason);
        }
    }

    /// <summary>A write has worked.</summary>
    public void Succeeded()
    {
        if (Interlocked.Exchange(ref _reason, null) is not null)
        {
            changed(null);
        }
    }

    private void Try()
    {
        if (!probe.TryWrite(out string? reason))
        {
            return;
        }

        if (reason is null)
        {
            Succeeded();
        }
        else
        {
            Failed(reason);
        }
    }
}
