namespace HtpasswdAuth.Sqlite;

/// <summary>Brings the text files of version 0 into a database. Users of whom it holds something, or held it once, are left as they are.</summary>
internal static class AccountImport
{
    /// <param name="session">A connection within a transaction.</param>
    /// <param name="files">The text files. One that does not exist holds nothing.</param>
    /// <returns>How many users were brought from each file that exists.</returns>
    /// <exception cref="InvalidDataException">A file cannot be read as what it should be. Nothing must be committed.</exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public static async Task<IReadOnlyList<(string Path, int Users)>> RunAsync(SqliteSession session, AccountFiles files)
    {
        List<(string Path, int Users)> imported = [];
        await AddAsync(files.Factor.Secrets, new OtpSecretsFormat(), OtpSecretsFile.Load).ConfigureAwait(false);
        await AddAsync(files.Factor.State, new OtpStateFormat(), OtpStateFile.Load).ConfigureAwait(false);
        await AddAsync(files.PasswordStates, new PasswordStateFormat(AccountTable.PasswordState), PasswordStateFile.Load).ConfigureAwait(false);
        await AddAsync(files.DigestPasswordStates, new PasswordStateFormat(AccountTable.DigestPasswordState), PasswordStateFile.Load).ConfigureAwait(false);
        return imported;

        async Task AddAsync<TSnapshot, TRecord>(string path, IRecordFormat<TSnapshot, TRecord> format, Func<string, TSnapshot> load)
            where TSnapshot : class
            where TRecord : class
        {
            if (File.Exists(path))
            {
                imported.Add((path, await AddRowsAsync(session, format, format.RecordsOf(load(path))).ConfigureAwait(false)));
            }
        }
    }

    private static async Task<int> AddRowsAsync<TSnapshot, TRecord>(
        SqliteSession session, IRecordFormat<TSnapshot, TRecord> format, IEnumerable<(string User, TRecord Record)> records)
        where TSnapshot : class
        where TRecord : class
    {
        int added = 0;
        long version = await session.TakeVersionAsync(format.Table).ConfigureAwait(false);
        foreach ((string user, TRecord record) in records)
        {
            if (format.Write(user, record) is { } lines)
            {
                added += await session.ExecuteAsync(SqliteSql.InsertRow, format.Table, LineFormat.NameOf(user), lines, version).ConfigureAwait(false);
            }
        }

        return added;
    }
}
