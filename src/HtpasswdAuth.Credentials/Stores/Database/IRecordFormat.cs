namespace HtpasswdAuth;

/// <summary>A table whose rows are lines that say something of a user.</summary>
internal interface IRecordFormat<TSnapshot, TRecord> : ISnapshotFormat<TSnapshot>
    where TSnapshot : class
    where TRecord : class
{
    /// <summary>What a row says.</summary>
    /// <exception cref="InvalidDataException">It cannot be read, or says something of somebody else.</exception>
    TRecord Read(AccountRow row);

    /// <summary>The lines of a record; nothing if there is nothing to hold.</summary>
    /// <exception cref="ArgumentException">The record holds what cannot be kept, or is not that user's.</exception>
    byte[]? Write(string user, TRecord record);

    /// <summary>All records of a file, by user.</summary>
    IEnumerable<(string User, TRecord Record)> RecordsOf(TSnapshot snapshot);
}
