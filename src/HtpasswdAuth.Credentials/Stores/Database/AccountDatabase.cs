namespace HtpasswdAuth;

/// <summary>
/// A database with the tables of accounts, and how long one waits for it. Everything that fails there, or on the way, is a
/// <see cref="DatabaseException"/>.
/// </summary>
internal abstract class AccountDatabase : IAsyncDisposable
{
    /// <summary>Gets how long one command may take, or one part of what takes longer.</summary>
    public abstract TimeSpan Timeout { get; }

    /// <summary>Does something on a connection of its own, within <see cref="Timeout"/>.</summary>
    public abstract Task<T> UseAsync<T>(Func<AccountSession, Task<T>> work, CancellationToken cancellationToken);

    /// <summary>Reads all that a table holds, in no order.</summary>
    /// <param name="table">The table.</param>
    /// <param name="begin">Makes what takes the rows. It is called again if reading begins anew.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    public abstract Task<T> ReadAllAsync<T>(AccountTable table, Func<T> begin, CancellationToken cancellationToken)
        where T : IRowSink;

    public abstract ValueTask DisposeAsync();
}
