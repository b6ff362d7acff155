using System.Diagnostics;

namespace HtpasswdAuth.Benchmarks.Storm;

/// <summary>A clock that says when each request is due, whether or not the one before is answered.</summary>
internal sealed class OpenLoop(int rate)
{
    private readonly long _started = Stopwatch.GetTimestamp();

    public TimeSpan Now => Stopwatch.GetElapsedTime(_started);

    public TimeSpan Due(int request) => TimeSpan.FromSeconds(request / (double)rate);

    public void WaitFor(int request)
    {
        TimeSpan left = Due(request) - Now;
        if (left > TimeSpan.Zero)
        {
            Thread.Sleep(left);
        }

        // The sleep ends up to a millisecond early, never late by more than the system's timer slack.
        while (Now < Due(request))
        {
            Thread.Yield();
        }
    }
}
