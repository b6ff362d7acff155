namespace HtpasswdAuth;

/// <summary>
/// Whether wrong attempts can be written, for a health check: what is served comes from memory, so that a database that can be read and not
/// written would look well.
/// </summary>
internal sealed class AttemptHealth(TimeProvider time)
{
    private const string NotWritten =
        "Wrong passwords cannot be written into the database, so that each process counts for itself: see event 1901 for the reason.";

    /// <summary>A writer that waits for others, or one failure, is no state.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Where nothing was tried for so long, nothing is known any more.</summary>
    private static readonly TimeSpan Memory = TimeSpan.FromMinutes(5);

    private readonly Lock _gate = new();
    private (long First, long Last)? _failures;

    private bool IsFailing
    {
        get
        {
            lock (_gate)
            {
                return _failures is var (first, last) && time.GetElapsedTime(first, last) >= Patience && time.GetElapsedTime(last) < Memory;
            }
        }
    }

    public async Task<T> WatchAsync<T>(Task<T> write)
    {
        try
        {
            T result = await write.ConfigureAwait(false);
            lock (_gate)
            {
                _failures = null;
            }

            return result;
        }
        catch (DatabaseException)
        {
            lock (_gate)
            {
                long now = time.GetTimestamp();
                _failures = _failures is var (first, last) && time.GetElapsedTime(last, now) < Memory ? (first, now) : (now, now);
            }

            throw;
        }
    }

    public StoreHealth AddTo(StoreHealth health) => health.Condition is StoreCondition.Healthy && IsFailing
        ? health with
        {
            Condition = StoreCondition.Degraded,
            Description = $"{health.Description} {NotWritten}".Trim(),
        }
        : health;
}
