using Microsoft.Extensions.Logging;

namespace HtpasswdAuth.PostgreSql;

/// <summary>Keeps the copies of all tables up to date: reads them once, and then what has changed, when told so and in any case regularly.</summary>
internal sealed class Synchronizer : IAccountCopiesReport
{
    private const string BrokenRow = "A row in the database cannot be read; the log names its table.";

    private readonly FleetDatabase _database;
    private readonly AccountCopies _copies;
    private readonly Freshness _freshness;
    private readonly TimeSpan _pollInterval;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly WakeUp _changes = new();
    private readonly Backoff _backoff = new();
    private byte[]? _key;
    private string? _history;
    private bool _isChecked;
    private bool _isClosedLogged;

    public Synchronizer(
        FleetDatabase database, IReadOnlyList<IReplica> replicas, Freshness freshness, TimeSpan pollInterval, TimeProvider time, ILogger logger)
    {
        _database = database;
        _copies = new AccountCopies(database, replicas, this, time);
        _freshness = freshness;
        _pollInterval = pollInterval;
        _time = time;
        _logger = logger;
    }

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
        await Background.DelayAsync(succeeded ? _pollInterval : _backoff.Next(), or, _time, stopping).ConfigureAwait(false);
    }

    /// <summary>Reads what there is to read. What fails is logged.</summary>
    public async Task<bool> TryCatchUpAsync(CancellationToken cancellationToken)
    {
        FreshnessQuestion question = _freshness.Ask();
        try
        {
            bool isWhole = await CatchUpAsync(cancellationToken).ConfigureAwait(false);
            _freshness.Renew(question);
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
        bool isOther = !_isChecked && await CheckAsync(cancellationToken).ConfigureAwait(false);
        bool isWhole = await _copies.CatchUpAsync(isOther, cancellationToken).ConfigureAwait(false);
        _isChecked = true;
        return isWhole;
    }

    /// <summary>After every loss of the database: whether it is another one now.</summary>
    private async Task<bool> CheckAsync(CancellationToken cancellationToken)
    {
        (byte[] key, string? history) = await _database.RunAsync(
            async session => (
                await FleetMeta.ReadKeyAsync(session, _database.Schema).ConfigureAwait(false),
                await DatabaseHistory.TryReadAsync(session).ConfigureAwait(false)),
            cancellationToken).ConfigureAwait(false);
        bool isOther = _key is { } known && (!known.AsSpan().SequenceEqual(key) || _history != history);
        if (isOther)
        {
            _logger.DatabaseWentBack();
        }

        _history = history;
        Volatile.Write(ref _key, key);
        return isOther;
    }

    void IAccountCopiesReport.Loaded(AccountTable table, long rows, TimeSpan duration) =>
        _logger.TableLoaded(table.Name, _database.Schema, (long)duration.TotalMilliseconds, rows);

    void IAccountCopiesReport.Broken(AccountTable table)
    {
        if (Problem != BrokenRow)
        {
            _logger.TableBroken(table.Name, _database.Schema);
        }
    }

    void IAccountCopiesReport.WentBack() => _logger.DatabaseWentBack();

    private void Reached(bool isWhole)
    {
        if (Problem is not null && isWhole)
        {
            _logger.DatabaseBack();
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
        if (Problem is null && _freshness.IsNever)
        {
            _logger.DatabaseUnusable(exception.Message, exception.Reason);
        }
        else if (Problem is null)
        {
            _logger.DatabaseAway(exception.Message, exception.Reason, _freshness.StaleLimit);
        }

        if (!_freshness.IsNever && !_freshness.IsTrusted && !_isClosedLogged)
        {
            _logger.DatabaseClosed(_freshness.StaleLimit);
            _isClosedLogged = true;
        }

        Problem = exception.Message;
        _freshness.Fail();
        _isChecked = false;
        _database.ForgetConnections();
    }
}
