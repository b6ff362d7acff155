using System.Diagnostics;
using Xunit;

namespace HtpasswdAuth.Testing;

/// <summary>Waits for something to become true, looking often, instead of sleeping for as long as it usually takes.</summary>
public static class Eventually
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static async Task IsTrueAsync(Func<bool> condition, string what) =>
        await IsTrueAsync(() => Task.FromResult(condition()), what);

    public static async Task IsTrueAsync(Func<Task<bool>> condition, string what)
    {
        long started = Stopwatch.GetTimestamp();
        using var ticks = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        while (!await condition())
        {
            Assert.True(Stopwatch.GetElapsedTime(started) < Patience, $"Waited in vain: {what}");
            await ticks.WaitForNextTickAsync();
        }
    }
}
