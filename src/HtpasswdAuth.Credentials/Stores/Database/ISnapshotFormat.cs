namespace HtpasswdAuth;

/// <summary>Makes the snapshot that requests are checked against of the rows of a table.</summary>
internal interface ISnapshotFormat<TSnapshot>
    where TSnapshot : class
{
    AccountTable Table { get; }

    /// <summary>What takes all rows of the table.</summary>
    RowContent NewContent();

    /// <summary>The snapshot of all rows.</summary>
    /// <exception cref="InvalidDataException">A row cannot be read.</exception>
    TSnapshot Build(RowContent content);

    /// <summary>A snapshot with some rows replaced.</summary>
    /// <returns>The same reference if that makes no difference.</returns>
    /// <exception cref="InvalidDataException">A row cannot be read.</exception>
    TSnapshot With(TSnapshot snapshot, IReadOnlyList<AccountRow> rows);
}
