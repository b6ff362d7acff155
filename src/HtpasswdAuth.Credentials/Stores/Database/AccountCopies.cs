namespace HtpasswdAuth;

/// <summary>Brings the copies of all tables up to date; the rule is one for every database.</summary>
/// <param name="database">Where.</param>
/// <param name="replicas">The copies.</param>
/// <param name="report">Is told what happens.</param>
/// <param name="time">The clock of durations.</param>
internal sealed class AccountCopies(AccountDatabase database, IReadOnlyList<IReplica> replicas, IAccountCopiesReport report, TimeProvider time)
{
    private bool _isOther;

    /// <summary>Reads what there is to read.</summary>
    /// <param name="isOther">Whether the database is another than before: then all is read anew, and nothing known is kept.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns>Whether all rows could be read. A table of which one cannot is not served; the others are.</returns>
    /// <exception cref="DatabaseException">It is still to be done.</exception>
    public async Task<bool> CatchUpAsync(bool isOther, CancellationToken cancellationToken)
    {
        _isOther |= isOther;

        // Before the versions are read: what this process changes meanwhile is newer than they are.
        (string Table, long Version)[] newest = [.. replicas.Where(replica => replica.IsLoaded).Select(replica => (replica.Table.Name, replica.Newest))];
        Dictionary<string, long> versions = await TableReader.ReadVersionsAsync(database, cancellationToken).ConfigureAwait(false);
        if (!_isOther && Array.Exists(newest, known => versions.GetValueOrDefault(known.Table) < known.Version))
        {
            report.WentBack();
            _isOther = true;
        }

        bool isWhole = true;
        foreach (IReplica replica in replicas)
        {
            isWhole &= await TryCatchUpAsync(replica, versions.GetValueOrDefault(replica.Table.Name), cancellationToken).ConfigureAwait(false);
        }

        // Until all of them have been read anew, it is still to be done.
        _isOther = false;
        return isWhole;
    }

    private async Task<bool> TryCatchUpAsync(IReplica replica, long version, CancellationToken cancellationToken)
    {
        try
        {
            if (_isOther || !replica.IsLoaded)
            {
                long started = time.GetTimestamp();
                long rows = await replica.LoadAsync(database, _isOther, cancellationToken).ConfigureAwait(false);
                report.Loaded(replica.Table, rows, time.GetElapsedTime(started));
            }
            else if (version > replica.Seen)
            {
                await replica.CatchUpAsync(database, version, cancellationToken).ConfigureAwait(false);
            }

            return true;
        }
        catch (InvalidDataException)
        {
            report.Broken(replica.Table);
            return false;
        }
    }
}

/// <summary>What happens to copies, for a log.</summary>
internal interface IAccountCopiesReport
{
    /// <summary>A whole table was read.</summary>
    void Loaded(AccountTable table, long rows, TimeSpan duration);

    /// <summary>A row cannot be read; the table is not served.</summary>
    void Broken(AccountTable table);

    /// <summary>The database is older than what this process has seen. May refuse it by throwing a <see cref="DatabaseException"/>.</summary>
    void WentBack();
}
