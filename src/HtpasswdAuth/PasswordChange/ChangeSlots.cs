namespace HtpasswdAuth;

/// <summary>
/// Runs what takes long on threads of its own, so many at once, and lets so many wait. Request threads neither hash nor wait for
/// a file.
/// </summary>
/// <param name="name">What the work is called.</param>
/// <param name="concurrent">How many run at once.</param>
/// <param name="waiting">How many may wait.</param>
/// <param name="longest">After what time the caller is told that there was no place for the work: what it waits for hangs.</param>
internal sealed class ChangeSlots(string name, int concurrent, int waiting, TimeSpan longest) : IDisposable
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

    /// <summary>
    /// Runs the work, or returns <see langword="false"/> because too many wait already, or because it does not come to its end: a file
    /// system that hangs holds up the thread, and not the caller.
    /// </summary>
    /// <param name="work">
    /// Begins on a thread of its own, which it may hold up. It has its place until its task ends, and is not interrupted once it has begun.
    /// </param>
    /// <param name="cancellationToken">Ends the waiting for a turn.</param>
    public async Task<bool> TryRunAsync(Func<Task> work, CancellationToken cancellationToken)
    {
        if (Interlocked.Increment(ref _inside) > concurrent + waiting)
        {
            Interlocked.Decrement(ref _inside);
            return false;
        }

        Task turn = RunInTurnAsync(work, cancellationToken);
        try
        {
            await turn.WaitAsync(longest, CancellationToken.None).ConfigureAwait(false);
            return true;
        }
        catch (TimeoutException) when (!turn.IsCompleted)
        {
            return false;
        }
    }

    public void Dispose() => _free.Dispose();

    private async Task RunInTurnAsync(Func<Task> work, CancellationToken cancellationToken)
    {
        try
        {
            await _free.WaitAsync(cancellationToken).ConfigureAwait(false);
            try
            {
                // A thread of its own, so that its priority is no other's.
                await Callbacks.RunLongAsync(name, () => Run(work)).ConfigureAwait(false);
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

    private static Task Run(Func<Task> work)
    {
        WorkerPriority.Lower();
        return work();
    }
}
