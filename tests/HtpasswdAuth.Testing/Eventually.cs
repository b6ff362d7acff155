using System.Diagnostics;
using Xunit;

namespace HtpasswdAuth.Testing;

/// <summary>Waits for something to become true, looking often, instead of sleeping for as long as it usually takes.</summary>
public static class Eventually
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static async Task IsTrueAsync(Func<bool> condition, string what) =>
        await IsTrueAsync(() => Task.FromResult(condition()), what);

    /// <param name="condition">Asked again and again; an answer that does not come is waited for no longer than one that is no.</param>
    /// <param name="what">What is waited for, as the failure names it.</param>
    public static async Task IsTrueAsync(Func<Task<bool>> condition, string what)
    {
        long started = Stopwatch.GetTimestamp();
        using var ticks = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        while (!await InTimeAsync(condition(), Patience, what))
        {
            Assert.True(Stopwatch.GetElapsedTime(started) < Patience, $"Waited in vain: {what}");
            await ticks.WaitForNextTickAsync();
        }
    }

    /// <summary>Looks without a pause, where a moment is to be met that is soon over.</summary>
    public static void Spin(Func<bool> condition, string what) =>
        Assert.True(SpinWait.SpinUntil(condition, Patience), $"Waited in vain: {what}");

    /// <summary>Does something again and again until it has had its effect.</summary>
    public static async Task RepeatAsync(Func<Task> step, Func<bool> isOver, string what)
    {
        long started = Stopwatch.GetTimestamp();
        while (!isOver())
        {
            Assert.True(Stopwatch.GetElapsedTime(started) < Patience, $"Repeated in vain: {what}");
            await InTimeAsync(step(), Patience, what);
        }
    }

    /// <summary>Waits for a task that another program, or a thread, has to end.</summary>
    public static async Task EndsAsync(Task task, string what) => await InTimeAsync(task, Patience, what);

    private static async Task InTimeAsync(Task task, TimeSpan patience, string what)
    {
        try
        {
            await task.WaitAsync(patience);
        }
        catch (TimeoutException) when (!task.IsCompleted)
        {
            Assert.Fail($"Waited in vain: {what}");
        }
    }

    private static async Task<T> InTimeAsync<T>(Task<T> task, TimeSpan patience, string what)
    {
        await InTimeAsync((Task)task, patience, what);
        return await task;
    }
}
