using Microsoft.Extensions.Logging;

namespace HtpasswdAuth.PostgreSql;

/// <summary>Does something again and again beside requests, until the node stops. What fails unexpectedly is logged and goes on.</summary>
internal static class Background
{
    /// <param name="step">Does it once and waits for the next time.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">Where to log.</param>
    /// <param name="stopping">Ends it.</param>
    public static async Task RepeatAsync(Func<CancellationToken, Task> step, TimeProvider time, ILogger logger, CancellationToken stopping)
    {
        var backoff = new Backoff();
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await step(stopping).ConfigureAwait(false);
                backoff.Reset();
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
            }
            catch (Exception exception)
            {
                logger.BackgroundFailed(exception);
                await DelayAsync(backoff.Next(), Task.Delay(Timeout.Infinite, stopping), time, stopping).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Waits for a time, or until something else ends, or the node stops. Does not throw.</summary>
    public static async Task DelayAsync(TimeSpan delay, Task or, TimeProvider time, CancellationToken stopping)
    {
        using CancellationTokenSource timer = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        await Task.WhenAny(or, Task.Delay(delay, time, timer.Token)).ConfigureAwait(false);
        await timer.CancelAsync().ConfigureAwait(false);
    }
}
