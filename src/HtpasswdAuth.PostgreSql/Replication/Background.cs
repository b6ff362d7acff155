namespace HtpasswdAuth.PostgreSql;

/// <summary>What is done again and again beside requests waits in between.</summary>
internal static class Background
{
    /// <summary>Waits for a time, or until something else ends, or the node stops. Does not throw.</summary>
    public static async Task DelayAsync(TimeSpan delay, Task or, TimeProvider time, CancellationToken stopping)
    {
        using CancellationTokenSource timer = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        await Task.WhenAny(or, Task.Delay(delay, time, timer.Token)).ConfigureAwait(false);
        await timer.CancelAsync().ConfigureAwait(false);
    }
}
