using Microsoft.Extensions.Logging;

namespace HtpasswdAuth.PostgreSql;

/// <summary>Keeps the copies of all tables up to date: reads them once, and then what has changed, when told so and in any case regularly.</summary>
internal sealed class Synchronizer(
    FleetDatabase database, IReadOnlyList<IReplica> replicas, Freshness freshness, TimeSpan pollInterval, TimeProvider time, ILogger logger)
{
    private const string BrokenRow = "A row in the database cannot be read; the log names its table.";

    private readonly WakeUp _changes = new();
    private readonly Backoff _backoff = new();
    private byte[]? _key;
    private string? _history;
    private bool _isChecked;
    private bool _isOther;
    private bool _isClosedLogged;

    /// <summary>Gets what is to be woken when another node has changed something.</summary>
    public WakeUp Changes => _changes;

    /// <summary>Gets the key that nodes have in common; nothing before the database was reached.</summary>
    public ReadOnlyMemory<byte>? Key => Volatile.Read(ref _key) is { } key ? key : default(ReadOnlyMemory<byte>?);

    /// <summary>Gets what is wrong, as a whole sentence; nothing after an attempt that succeeded.</summary>
    public string? Problem { get; private set; }

    /// <summary>Reads what there is to read, and waits until there may be more.</summary>
    public async Task StepAsync(CancellationToken stopping)
    {
        Task wake = _changes.Next;
        bool succeeded = await TryCatchUpAsync(stopping).ConfigureAwait(false);

        // While the database is away nobody wakes anybody.
        Task or = succeeded ? wake : Task.Delay(Timeout.Infinite, stopping);
        await Background.DelayAsync(succeeded ? pollInterval : _backoff.Next(), or, time, stopping).ConfigureAwait(false);
    }

    /// <summary>Reads what there is to read. What fails is logged.</summary>
    public async Task<bool> TryCatchUpAsync(CancellationToken cancellationToken)
    {
        FreshnessQuestion question = freshness.Ask();
        try
        {
            bool isWhole = await CatchUpAsync(cancellationToken).ConfigureAwait(false);
            freshness.Renew(question);
            Reached(isWhole);
            return isWhole;
        }
        catch (DatabaseException exception)
        {
            Failed(exception);
            return false;
        }
    }

    private async Task<bool> CatchUpAsync(CancellationToken cancellationToken)
    {
        _isOther |= !_isChecked && await CheckAsync(cancellationToken).ConfigureAwait(false);

        // Before the versions are read: what this node changes meanwhile is newer than they are.
        (string Table, long Version)[] newest = [.. replicas.Where(replica => replica.IsLoaded).Select(replica => (replica.Table.Name, replica.Newest))];
        Dictionary<string, long> versions = await TableReader.ReadVersionsAsync(database, cancellationToken).ConfigureAwait(false);
        if (!_isOther && Array.Exists(newest, known => versions.GetValueOrDefault(known.Table) < known.Version))
        {
            logger.DatabaseWentBack();
            _isOther = true;
        }

        bool isWhole = true;
        foreach (IReplica replica in replicas)
        {
            isWhole &= await TryCatchUpAsync(replica, versions.GetValueOrDefault(replica.Table.Name), cancellationToken).ConfigureAwait(false);
        }

        // Until all of them have been read anew, it is still to be done.
        _isOther = false;
        _isChecked = true;
        return isWhole;
    }

    /// <returns>Whether all rows could be read. A table of which one cannot is not served; the others are.</returns>
    private async Task<bool> TryCatchUpAsync(IReplica replica, long version, CancellationToken cancellationToken)
    {
        try
        {
            if (_isOther || !replica.IsLoaded)
            {
                await LoadAsync(replica, cancellationToken).ConfigureAwait(false);
            }
            else if (version > replica.Seen)
            {
                await replica.CatchUpAsync(database, version, cancellationToken).ConfigureAwait(false);
            }

            return true;
        }
        catch (InvalidDataException)
        {
            if (Problem != BrokenRow)
            {
                logger.TableBroken(replica.Table.Name, database.Schema);
            }

            return false;
        }
    }

    /// <summary>After every loss of the database: whether it is another one now.</summary>
    private async Task<bool> CheckAsync(CancellationToken cancellationToken)
    {
        (byte[] key, string? history) = await database.RunAsync(
            async session => (
                await FleetMeta.ReadKeyAsync(session, database.Schema).ConfigureAwait(false),
                await DatabaseHistory.TryReadAsync(session).ConfigureAwait(false)),
            cancellationToken).ConfigureAwait(false);
        bool isOther = _key is { } known && (!known.AsSpan().SequenceEqual(key) || _history != history);
        if (isOther)
        {
            logger.DatabaseWentBack();
        }

        _history = history;
        Volatile.Write(ref _key, key);
        return isOther;
    }

    private async Task LoadAsync(IReplica replica, CancellationToken cancellationToken)
    {
        long started = time.GetTimestamp();
        long rows = await replica.LoadAsync(database, _isOther, cancellationToken).ConfigureAwait(false);
        logger.TableLoaded(replica.Table.Name, database.Schema, (long)time.GetElapsedTime(started).TotalMilliseconds, rows);
    }

    private void Reached(bool isWhole)
    {
        if (Problem is not null && isWhole)
        {
            logger.DatabaseBack();
        }

        _isClosedLogged = false;
        Problem = isWhole ? null : BrokenRow;
        if (isWhole)
        {
            _backoff.Reset();
        }
    }

    private void Failed(DatabaseException exception)
    {
        if (Problem is null && freshness.IsNever)
        {
            logger.DatabaseUnusable(exception.Message, exception.Reason);
        }
        else if (Problem is null)
        {
            logger.DatabaseAway(exception.Message, exception.Reason, freshness.StaleLimit);
        }

        if (!freshness.IsNever && !freshness.IsTrusted && !_isClosedLogged)
        {
            logger.DatabaseClosed(freshness.StaleLimit);
            _isClosedLogged = true;
        }

        Problem = exception.Message;
        freshness.Fail();
        _isChecked = false;
        database.ForgetConnections();
    }
}
