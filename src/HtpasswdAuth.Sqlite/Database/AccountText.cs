namespace HtpasswdAuth.Sqlite;

/// <summary>A text file of version 0, and the table that holds now what it held.</summary>
/// <param name="path">The full path of the file.</param>
internal abstract class AccountText(string path)
{
    public string Path => path;

    /// <summary>All of them, in the order in which they are imported.</summary>
    public static IReadOnlyList<AccountText> Of(AccountFiles files) =>
    [
        new AccountText<OtpSecretsFile, OtpUser>(files.Factor.Secrets, new OtpSecretsFormat(), OtpSecretsFile.Load, file => file.ToArray()),
        new AccountText<OtpStateFile, OtpUserState>(files.Factor.State, new OtpStateFormat(), OtpStateFile.Load, file => file.ToArray()),
        OfPasswords(files.PasswordStates, AccountTable.PasswordState),
        OfPasswords(files.DigestPasswordStates, AccountTable.DigestPasswordState),
    ];

    /// <summary>Brings the users of the file into its table.</summary>
    /// <returns>How many were brought; those of whom the table holds something, or held it once, are left as they are.</returns>
    /// <exception cref="InvalidDataException">The file cannot be read as what it should be.</exception>
    public abstract Task<int> ImportAsync(SqliteSession session);

    /// <summary>The content that the file would have; of no length if the table holds nothing.</summary>
    public abstract Task<byte[]> ExportAsync(SqliteSession session);

    /// <summary>What keeps a database from being made where a file cannot be read as what it should be.</summary>
    /// <param name="exception">
    /// That of <see cref="ImportAsync"/>. What it says itself is for the log: it tells what is wrong on which line.
    /// </param>
    public static DatabaseException NotTakenOver(InvalidDataException exception) => new(
        $"{exception.Data[nameof(Path)]} cannot be taken over into the account database: "
        + "repair it, 'htauth check' names every line, or move it away; then run 'htauth account init'.",
        exception, isAway: false, exception.InnerException?.Message ?? exception.Message);

    private static AccountText<PasswordStateFile, PasswordState> OfPasswords(string path, AccountTable table) =>
        new(path, new PasswordStateFormat(table), PasswordStateFile.Load, file => file.ToArray());
}

/// <inheritdoc/>
internal sealed class AccountText<TSnapshot, TRecord>(
    string path, IRecordFormat<TSnapshot, TRecord> format, Func<string, TSnapshot> load, Func<TSnapshot, byte[]> write) : AccountText(path)
    where TSnapshot : class
    where TRecord : class
{
    public override async Task<int> ImportAsync(SqliteSession session)
    {
        int added = 0;
        long version = await session.TakeVersionAsync(format.Table).ConfigureAwait(false);
        foreach ((string user, TRecord record) in format.RecordsOf(Load()))
        {
            if (format.Write(user, record) is { } lines)
            {
                added += await session.ExecuteAsync(SqliteSql.InsertRow, format.Table, LineFormat.NameOf(user), lines, version).ConfigureAwait(false);
            }
        }

        return added;
    }

    public override async Task<byte[]> ExportAsync(SqliteSession session)
    {
        RowContent content = format.NewContent();
        await TableReader.ReadPagesAsync(session, format.Table, content).ConfigureAwait(false);
        return write(format.Build(content));
    }

    private TSnapshot Load()
    {
        try
        {
            return load(Path);
        }
        catch (InvalidDataException exception)
        {
            throw new InvalidDataException(
                $"{Path}: {exception.Message} Repair it ('htauth check' names every line), or move it away.", exception)
            {
                Data = { [nameof(Path)] = Path },
            };
        }
        catch (Exception exception) when (exception is UnauthorizedAccessException or (IOException and not FileNotFoundException))
        {
            throw new DatabaseException(
                $"{Path} cannot be read, and so not taken over into the account database: "
                + "let this process read it, then run 'htauth account init'.",
                exception, isAway: false, exception.Message);
        }
    }
}
