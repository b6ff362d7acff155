namespace HtpasswdAuth;

/// <summary>
/// A copy of a table in memory. Of a row it never goes back to an earlier version: changes up to <see cref="Seen"/> are all in it, and those
/// beyond, which were made here or read one by one, are remembered until the next sweep has passed them.
/// </summary>
internal sealed class Replica<TSnapshot>(ISnapshotFormat<TSnapshot> format, Func<bool> isTrusted, Func<TSnapshot, int> count) : IReplica
    where TSnapshot : class
{
    /// <summary>More changes than that at once are read with the whole table, which is cheaper then.</summary>
    private const int MostChanges = 5_000;

    private readonly Lock _gate = new();
    private readonly Dictionary<byte[], AccountRow> _ahead = new(NameComparer.Instance);
    private volatile TSnapshot? _snapshot;
    private long _seen;

    public AccountTable Table => format.Table;

    /// <summary>Gets the copy, as long as it may be trusted.</summary>
    public TSnapshot? Current => _snapshot is { } snapshot && isTrusted() ? snapshot : null;

    public bool IsLoaded => _snapshot is not null;

    public long Seen => Volatile.Read(ref _seen);

    public long Newest
    {
        get
        {
            lock (_gate)
            {
                return _ahead.Values.Select(row => row.Version).Append(_seen).Max();
            }
        }
    }

    public int Count => _snapshot is { } snapshot ? count(snapshot) : 0;

    /// <summary>A row is known: it was written here, or read.</summary>
    public void Apply(AccountRow row)
    {
        lock (_gate)
        {
            if (!IsNews(row))
            {
                return;
            }

            _snapshot = _snapshot is { } snapshot ? format.With(snapshot, [row]) : null;
            _ahead[row.Name] = row;
        }
    }

    public void BeginEmpty()
    {
        lock (_gate)
        {
            _snapshot ??= format.Build(format.NewContent());
        }
    }

    public async Task<long> LoadAsync(AccountDatabase database, bool isOther, CancellationToken cancellationToken)
    {
        Dictionary<string, long> versions = await TableReader.ReadVersionsAsync(database, cancellationToken).ConfigureAwait(false);
        long seen = versions.GetValueOrDefault(Table.Name);
        RowContent content = await database.ReadAllAsync(Table, format.NewContent, cancellationToken).ConfigureAwait(false);

        // While it was read others went on. Only with what they did, however much that is, it is the table at one moment.
        List<AccountRow> changes = await ReadChangesAsync(database, seen, int.MaxValue, cancellationToken).ConfigureAwait(false);
        OrNothing(() => Publish(content, changes, seen, isOther));
        return content.Rows;
    }

    public async Task CatchUpAsync(AccountDatabase database, long version, CancellationToken cancellationToken)
    {
        List<AccountRow> rows = await ReadChangesAsync(database, Seen, MostChanges + 1, cancellationToken).ConfigureAwait(false);
        if (rows.Count > MostChanges)
        {
            await LoadAsync(database, isOther: false, cancellationToken).ConfigureAwait(false);
            return;
        }

        OrNothing(() =>
        {
            lock (_gate)
            {
                List<AccountRow> news = rows.FindAll(IsNews);
                _snapshot = news.Count > 0 && _snapshot is { } snapshot ? format.With(snapshot, news) : _snapshot;
                MoveOn(rows, version);
            }
        });
    }

    private Task<List<AccountRow>> ReadChangesAsync(AccountDatabase database, long since, int most, CancellationToken cancellationToken) =>
        TableReader.ReadChangedAsync(database, Table, since, most, cancellationToken);

    private bool IsNews(AccountRow row) =>
        row.Version > _seen && (!_ahead.TryGetValue(row.Name, out AccountRow known) || known.Version < row.Version);

    private void Publish(RowContent content, List<AccountRow> changes, long seen, bool isOther)
    {
        TSnapshot snapshot = format.With(format.Build(content), changes);
        lock (_gate)
        {
            if (isOther)
            {
                _ahead.Clear();
            }

            // What was not committed yet when the changes were read is newer than all of them.
            MoveOn(changes, seen);
            _snapshot = format.With(snapshot, [.. _ahead.Values]);
        }
    }

    private void MoveOn(List<AccountRow> rows, long version)
    {
        Volatile.Write(ref _seen, rows.Count > 0 ? Math.Max(version, rows[^1].Version) : version);
        foreach (byte[] name in _ahead.Values.Where(row => row.Version <= _seen).Select(row => row.Name).ToList())
        {
            _ahead.Remove(name);
        }
    }

    /// <summary>A row that cannot be read could be what refuses somebody: then there is no copy at all.</summary>
    private void OrNothing(Action action)
    {
        try
        {
            action();
        }
        catch (InvalidDataException)
        {
            _snapshot = null;
            throw;
        }
    }
}
