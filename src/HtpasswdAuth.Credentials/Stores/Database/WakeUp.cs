namespace HtpasswdAuth;

/// <summary>Wakes one who waits. Many calls before it looks again are one.</summary>
internal sealed class WakeUp
{
    private TaskCompletionSource _next = New();

    /// <summary>Gets what ends with the next call of <see cref="Ring"/>. To miss none, take it before you do what the call asks for.</summary>
    public Task Next => Volatile.Read(ref _next).Task;

    public void Ring() => Interlocked.Exchange(ref _next, New()).TrySetResult();

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
