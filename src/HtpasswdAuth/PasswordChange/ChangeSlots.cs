namespace HtpasswdAuth;

/// <summary>
/// Runs what takes long on threads of its own, so many at once, and lets so many wait. Request threads neither hash nor wait for
/// a file.
/// </summary>
internal sealed class ChangeSlots(int concurrent, int waiting) : IDisposable
{
    private readonly SemaphoreSlim _free = new(concurrent, concurrent);
    private int _inside;

    /// <summary>Runs what does nothing but compute; otherwise as <see cref="TryRunAsync(Func{Task}, CancellationToken)"/>.</summary>
    public Task<bool> TryRunAsync(Action work, CancellationToken cancellationToken) => TryRunAsync(
        () =>
        {
            work();
            return Task.CompletedTask;
        },
        cancellationToken);

    /// <summary>Runs the work, or returns <see langword="false"/> because too many wait already.</summary>
    /// <param name="work">
    /// Begins on a thread of its own, which it may hold up. It has its place until its task ends, and is not interrupted once it has begun.
    /// </param>
    /// <param name="cancellationToken">Ends the waiting for a turn.</param>
    public async Task<bool> TryRunAsync(Func<Task> work, CancellationToken cancellationToken)
    {
        try
        {
            if (Interlocked.Increment(ref _inside) > concurrent + waiting)
            {
                return false;
            }

            await _free.WaitAsync(cancellationToken).ConfigureAwait(false);
            try
            {
                // "Long running" is a thread of its own, so its priority is nobody else's.
                await Task.Factory.StartNew(() => Run(work), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)
                    .Unwrap().ConfigureAwait(false);
                return true;
            }
            finally
            {
                _free.Release();
            }
        }
        finally
        {
            Interlocked.Decrement(ref _inside);
        }
    }

    public void Dispose() => _free.Dispose();

    private static Task Run(Func<Task> work)
    {
        WorkerPriority.Lower();
        return work();
    }
}
