namespace HtpasswdAuth.PostgreSql;

/// <summary>
/// Tells the other nodes that something has changed, after it was committed: a NOTIFY within the transaction of a change would make all
/// commits of the database wait for each other. Many changes while one is on its way are told by one more.
/// </summary>
internal sealed class ChangeNotifier
{
    private readonly FleetDatabase _database;
    private readonly string _node;
    private readonly WakeUp _wakeUp = new();
    private Task _wake;

    /// <param name="database">Where.</param>
    /// <param name="node">What tells this node from others.</param>
    public ChangeNotifier(FleetDatabase database, string node)
    {
        _database = database;
        _node = node;
        _wake = _wakeUp.Next;
    }

    /// <summary>Something was committed. Returns at once.</summary>
    public void Tell() => _wakeUp.Ring();

    /// <summary>Waits for a change and tells it. Nodes that are not told find out by asking.</summary>
    public async Task StepAsync(CancellationToken stopping)
    {
        await _wake.WaitAsync(stopping).ConfigureAwait(false);
        _wake = _wakeUp.Next;
        await TryTellAsync(_database, _node, stopping).ConfigureAwait(false);
    }

    /// <summary>Tells every node but one; best effort.</summary>
    public static async Task TryTellAsync(FleetDatabase database, string node, CancellationToken cancellationToken)
    {
        try
        {
            await TellAsync(database, node, cancellationToken).ConfigureAwait(false);
        }
        catch (DatabaseException)
        {
            // They find out by asking.
        }
    }

    /// <summary>Tells all who listen.</summary>
    /// <param name="database">Where.</param>
    /// <param name="payload">The node that tells it, or what only its sender understands.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <exception cref="DatabaseException">Whether they were told is not known.</exception>
    public static Task TellAsync(FleetDatabase database, string payload, CancellationToken cancellationToken) => database.RunAsync(
        session => session.ExecuteAsync(PostgreSqlOnly.Notify, null, Parameters.Text(database.Schema), Parameters.Text(payload)),
        cancellationToken);
}
