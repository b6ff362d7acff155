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
        foreach (AccountText text in AccountText.Of(files).Where(text => File.Exists(text.Path)))
        {
            imported.Add((text.Path, await text.ImportAsync(session).ConfigureAwait(false)));
        }

        return imported;
    }
}
