#pragma warning disable RS0030 // What is banned everywhere else is what this class is made of.

namespace HtpasswdAuth;

/// <summary>
/// The one way in which code begins that no caller waits for: timers, events, threads and tasks. Each has a name. What it throws is
/// reported under that name and goes no further, since an exception that leaves such code ends the process.
/// </summary>
/// <param name="report">Is told the name and what was thrown. What it throws itself is dropped: there is no one left to tell.</param>
internal sealed class Callbacks(Action<string, Exception> report)
{
    /// <summary>The first pause of a thread or task whose step failed; each failure in a row doubles it.</summary>
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(10);

    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

    /// <summary>Gets or sets what is called with the name before each callback; for tests, which throw there.</summary>
    internal static Action<string>? Entering { get; set; }

    /// <summary>Runs work on a thread of its own and lets its caller have what it throws: for work that is waited for.</summary>
    public static Task RunLongAsync(string name, Func<Task> work) => Task.Factory.StartNew(
        () =>
        {
            Entering?.Invoke(name);
            return work();
        },
        CancellationToken.None,
        TaskCreationOptions.LongRunning,
        TaskScheduler.Default).Unwrap();

    /// <summary>Runs work on the thread pool and lets its caller have what it throws: for work that is waited for.</summary>
    public static Task RunAsync(string name, Action work) => Task.Run(() =>
    {
        Entering?.Invoke(name);
        work();
    });

    /// <inheritdoc cref="RunAsync(string, Action)"/>
    public static Task<T> RunAsync<T>(string name, Func<Task<T>> work) => Task.Run(() =>
    {
        Entering?.Invoke(name);
        return work();
    });

    /// <summary>Runs the handler of an event, or of any other code that calls us and that we do not call.</summary>
    /// <returns>Whether it threw nothing.</returns>
    public bool Run(string name, Action work)
    {
        try
        {
            Entering?.Invoke(name);
            work();
            return true;
        }
        catch (Exception exception)
        {
            Report(name, exception);
            return false;
        }
    }

    /// <summary>Reports a failure of code that another's callbacks run for this owner.</summary>
    public void Report(string name, Exception exception)
    {
        try
        {
            report(name, exception);
        }
        catch (Exception)
        {
            // A logger that fails, of all things, must not end the process.
        }
    }

    /// <summary>Makes a timer of the clock's, which knows nothing of the request or the scope it was made in.</summary>
    public ITimer CreateTimer(string name, TimeProvider time, Action work, TimeSpan dueTime, TimeSpan period)
    {
        using AsyncFlowControl? flow = SuppressFlow();
        return time.CreateTimer(_ => Run(name, work), null, dueTime, period);
    }

    /// <summary>Starts a background thread that repeats a step for as long as it returns <see langword="true"/>.</summary>
    /// <exception cref="OutOfMemoryException">The system has no more threads.</exception>
    public void StartThread(string name, Func<bool> step)
    {
        var thread = new Thread(() => Repeat(name, step)) { IsBackground = true, Name = name };
        thread.UnsafeStart();
    }

    /// <summary>Runs work when a token is cancelled, on the thread that cancels it.</summary>
    public void Register(string name, Action work, CancellationToken token) => token.UnsafeRegister(_ => Run(name, work), null);

    /// <summary>Runs work on the thread pool.</summary>
    public void Queue(string name, Action work) => ThreadPool.UnsafeQueueUserWorkItem(_ => Run(name, work), null);

    /// <summary>Begins a task that is not waited for. Its first part runs at once, on this thread.</summary>
    public void Begin(string name, Func<Task> work) => _ = RunToItsEndAsync(name, work);

    /// <summary>Repeats a step on the thread pool until it is told to stop. It ends well, whatever the step throws.</summary>
    public Task RepeatAsync(string name, Func<CancellationToken, Task> step, TimeProvider time, CancellationToken stopping)
    {
        using AsyncFlowControl? flow = SuppressFlow();
        return Task.Run(() => RepeatStepAsync(name, step, time, stopping), CancellationToken.None);
    }

    private static AsyncFlowControl? SuppressFlow() => ExecutionContext.IsFlowSuppressed() ? null : ExecutionContext.SuppressFlow();

    private static TimeSpan PauseAfter(int failures)
    {
        TimeSpan pause = FirstPause * Math.Pow(2, Math.Min(failures - 1, 20));
        return pause < LongestPause ? pause : LongestPause;
    }

    private void Repeat(string name, Func<bool> step)
    {
        int failures = 0;
        bool goesOn = true;
        while (goesOn)
        {
            if (Run(name, () => goesOn = step()))
            {
                failures = 0;
            }
            else
            {
                Thread.Sleep(PauseAfter(++failures));
            }
        }
    }

    private async Task RepeatStepAsync(string name, Func<CancellationToken, Task> step, TimeProvider time, CancellationToken stopping)
    {
        int failures = 0;
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                Entering?.Invoke(name);
                await step(stopping).ConfigureAwait(false);
                failures = 0;
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                Report(name, exception);
                await Task.Delay(PauseAfter(++failures), time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task RunToItsEndAsync(string name, Func<Task> work)
    {
        try
        {
            Entering?.Invoke(name);
            await work().ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            Report(name, exception);
        }
    }
}
