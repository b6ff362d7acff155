namespace HtpasswdAuth;

/// <summary>What is remembered of each user until the process ends.</summary>
/// <typeparam name="TFile">A snapshot of all users.</typeparam>
/// <typeparam name="TState">What it has of one user.</typeparam>
/// <param name="empty">What it begins with.</param>
/// <param name="find">Finds the state of a user, which may be the default one.</param>
/// <param name="with">A snapshot with another state of one user.</param>
/// <param name="unread">See <see cref="MemoryAccounts"/>.</param>
internal abstract class MemoryStates<TFile, TState>(
    TFile empty, Func<TFile, string, TState> find, Func<TFile, TState, TFile> with, UnreadAccounts? unread)
    where TFile : class
    where TState : class
{
    private readonly Lock _gate = new();
    private volatile TFile _current = empty;

    public TFile? Current => unread?.Problem is null ? _current : null;

    public Task UpdateAsync(string user, Func<TState, TState> change, CancellationToken cancellationToken)
    {
        if (unread?.Problem is { } problem)
        {
            throw new IOException(problem);
        }

        lock (_gate)
        {
            TState before = find(_current, user);
            TState after = change(before);
            if (!ReferenceEquals(before, after))
            {
                _current = with(_current, after);
            }
        }

        return Task.CompletedTask;
    }
}
