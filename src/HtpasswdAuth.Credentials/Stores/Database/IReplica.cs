namespace HtpasswdAuth;

/// <summary>A copy of a table in memory, for those who keep it up to date: one after another, while others read it.</summary>
internal interface IReplica
{
    AccountTable Table { get; }

    /// <summary>Gets whether there is a copy.</summary>
    bool IsLoaded { get; }

    /// <summary>Gets the version up to which every change is in the copy.</summary>
    long Seen { get; }

    /// <summary>Gets the newest version that is in the copy, which this node may have made itself.</summary>
    long Newest { get; }

    /// <summary>Gets how many users there are in it.</summary>
    int Count { get; }

    /// <summary>Serves an empty copy where there is none: there is no database, and never was.</summary>
    void BeginEmpty();

    /// <summary>Reads the whole table.</summary>
    /// <param name="database">Where.</param>
    /// <param name="isOther">Whether the database is not the one the copy was made of: then nothing of it is kept.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns>How many rows there are.</returns>
    /// <exception cref="InvalidDataException">A row cannot be read. There is no copy now.</exception>
    /// <exception cref="DatabaseException">The copy is as it was.</exception>
    Task<long> LoadAsync(AccountDatabase database, bool isOther, CancellationToken cancellationToken);

    /// <summary>Reads what has changed.</summary>
    /// <param name="database">Where.</param>
    /// <param name="version">The version of the table, as it was read just before.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <exception cref="InvalidDataException">As for <see cref="LoadAsync"/>.</exception>
    /// <exception cref="DatabaseException">The copy is as it was.</exception>
    Task CatchUpAsync(AccountDatabase database, long version, CancellationToken cancellationToken);
}
