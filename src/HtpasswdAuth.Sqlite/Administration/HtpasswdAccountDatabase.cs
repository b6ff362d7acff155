using Microsoft.Data.Sqlite;

namespace HtpasswdAuth.Sqlite;

/// <summary>The account database of a password file, for administrators. Sites that run notice every change within a moment.</summary>
/// <remarks>What cannot be done is an <see cref="IOException"/> whose message says what to do.</remarks>
public sealed class HtpasswdAccountDatabase : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly AccountPlace _place;
    private readonly SqliteAccountDatabase _database;
    private readonly TimeProvider _time;

    /// <param name="files">The password or digest file, and the text files of version 0.</param>
    /// <param name="path">The database; <see langword="null"/> for the one beside the password file.</param>
    /// <param name="time">The clock; the system's by default.</param>
    public HtpasswdAccountDatabase(AccountFiles files, string? path = null, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(files);
        _place = path is null ? AccountPlace.Beside(files) : new AccountPlace(files, System.IO.Path.GetFullPath(path));
        _database = new SqliteAccountDatabase(_place.Database, Patience);
        _time = time ?? TimeProvider.System;
    }

    /// <summary>Gets the full path of the database.</summary>
    public string Path => _place.Database;

    /// <summary>Gets whether there is one.</summary>
    public bool Exists => File.Exists(Path);

    /// <summary>
    /// Gets whether there is none, and nothing tells that there ever was one: no marker, no key file, no text file of version 0. Such a site knows
    /// nothing of its users but their passwords.
    /// </summary>
    public bool IsUnused => !Exists && _place.FindSign() is null && FindTextFile() is null;

    /// <summary>Gets whether a marker or an imported text file tells that there was one once.</summary>
    public bool WasThere => _place.Files.FindSign(Path) is not null;

    /// <summary>
    /// Finds what tells that there was a database before: a marker, an imported text file, or a key file that is not that of a text file of
    /// version 0.
    /// </summary>
    /// <returns>The full path; <see langword="null"/> if nothing does.</returns>
    public string? FindSign() => _place.FindObstacle();

    private PasswordStateFormat PasswordStates =>
        new(_place.Files.IsDigest ? AccountTable.DigestPasswordState : AccountTable.PasswordState);

    /// <summary>
    /// Makes the database by the rule of a site's first start: where nothing tells that there was one, with what the text files of version 0
    /// hold. They are then called <c>….imported</c>.
    /// </summary>
    /// <returns>How many users were imported from each text file, by its path; <see langword="null"/> if there is a database already.</returns>
    /// <exception cref="IOException">There is none, and something tells that there was one; or it cannot be made.</exception>
    /// <exception cref="InvalidDataException">A text file cannot be read; nothing was made.</exception>
    public async Task<IReadOnlyDictionary<string, int>?> PrepareAsync()
    {
        IReadOnlyList<(string Path, int Users)>? imported = await AccountFirstUse.TryPrepareAsync(_place).ConfigureAwait(false);
        return imported is not null ? Rename(imported) : Exists ? null : throw Missing();
    }

    /// <summary>Makes a new database, with what the text files of version 0 hold where they are still there. They are then called <c>….imported</c>.</summary>
    /// <returns>How many users were imported from each text file, by its path.</returns>
    /// <exception cref="IOException">There is one already, or it cannot be made.</exception>
    /// <exception cref="InvalidDataException">A text file cannot be read.</exception>
    public async Task<IReadOnlyDictionary<string, int>> InitializeAsync()
    {
        IReadOnlyList<(string Path, int Users)> imported = await AccountCreation.TryCreateAsync(_place, AccountMeta.New().AcceptedAnew(_time)).ConfigureAwait(false)
            ?? throw new IOException($"There is an account database already: {Path}. To begin anew, move it away first.");
        return Rename(imported);
    }

    /// <summary>
    /// Imports the text files of version 0, which are then called <c>….imported</c>. Users of whom the database holds something, or held it once,
    /// are left as they are.
    /// </summary>
    /// <returns>How many users were imported from each text file, by its path.</returns>
    /// <exception cref="InvalidDataException">A text file cannot be read; nothing was changed.</exception>
    public Task<IReadOnlyDictionary<string, int>> ImportAsync(CancellationToken cancellationToken = default) => RunAsync<IReadOnlyDictionary<string, int>>(
        async session =>
        {
            using SqliteTransaction transaction = session.Connection.BeginTransaction(deferred: false);
            IReadOnlyList<(string Path, int Users)> imported = await AccountImport.RunAsync(session, _place.Files).ConfigureAwait(false);
            transaction.Commit();
            return Rename(imported);
        },
        cancellationToken);

    /// <summary>
    /// Writes all that is held as the text files of version 0, as of one moment; <see cref="InitializeAsync"/> and <see cref="ImportAsync"/> read
    /// them. Wrong attempts are left out.
    /// </summary>
    /// <returns>What each file holds, by the path that it has beside the password file; those that would be empty are left out.</returns>
    public Task<IReadOnlyDictionary<string, byte[]>> ExportAsync(CancellationToken cancellationToken = default) =>
        RunAsync(session => AccountExport.RunAsync(session, _place.Files), cancellationToken);

    /// <summary>Reads the enrolments, app passwords and tickets.</summary>
    public Task<OtpSecretsFile> ReadOtpSecretsAsync(CancellationToken cancellationToken = default) => ReadAsync(new OtpSecretsFormat(), cancellationToken);

    /// <summary>Reads the spent codes and the ended sessions.</summary>
    public Task<OtpStateFile> ReadOtpStateAsync(CancellationToken cancellationToken = default) => ReadAsync(new OtpStateFormat(), cancellationToken);

    /// <summary>Reads the state of the passwords of the password file, or of the digest file if that was named.</summary>
    public Task<PasswordStateFile> ReadPasswordStateAsync(CancellationToken cancellationToken = default) => ReadAsync(PasswordStates, cancellationToken);

    /// <summary>Changes what is held of a user, atomically among all processes.</summary>
    /// <param name="user">The user's name.</param>
    /// <param name="change">Gets what is held and returns what is to be; <see langword="null"/> to change nothing. May be called more than once.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    public Task UpdateOtpUserAsync(string user, Func<OtpUser, OtpUser?> change, CancellationToken cancellationToken = default) =>
        UpdateAsync(new OtpSecretsFormat(), user, change, cancellationToken);

    /// <summary>Changes many users at once: all of them, or none.</summary>
    /// <param name="change">Gets what is held and returns what is to be. Called once; other changes wait for it.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    public Task UpdateOtpUsersAsync(Func<OtpSecretsFile, OtpSecretsFile> change, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(change);
        return RunAsync(session => AccountRewriting.RunAsync(session, change), cancellationToken);
    }

    /// <inheritdoc cref="UpdateOtpUserAsync"/>
    public Task UpdateOtpStateAsync(string user, Func<OtpUserState, OtpUserState> change, CancellationToken cancellationToken = default) =>
        UpdateAsync(new OtpStateFormat(), user, change, cancellationToken);

    /// <inheritdoc cref="UpdateOtpUserAsync"/>
    public Task UpdatePasswordStateAsync(string user, Func<PasswordState, PasswordState> change, CancellationToken cancellationToken = default) =>
        UpdateAsync(PasswordStates, user, change, cancellationToken);

    /// <summary>
    /// What is counted of wrong passwords at a name: of strangers, and of each device and network that the user has signed in from lately.
    /// </summary>
    public Task<IReadOnlyList<AttemptCount>> ReadAttemptsAsync(string user, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(user);
        return RunAsync(session => AccountAttempts.ReadAsync(session, Path, user, _time), cancellationToken);
    }

    /// <summary>Gives back all tries of <see cref="ReadAttemptsAsync"/>. Sites count anew within a second or two.</summary>
    public Task GiveBackAttemptsAsync(string user, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(user);
        return RunAsync(session => AccountAttempts.GiveBackAsync(session, Path, user, _time), cancellationToken);
    }

    /// <summary>Copies the database while sites use it. The copy holds secrets, encrypted under the key file: keep both, apart.</summary>
    /// <param name="destination">Where to; there must be no such file. It gets mode 0600.</param>
    public Task BackupAsync(string destination) => AccountBackup.SaveAsync(_place, System.IO.Path.GetFullPath(destination));

    /// <summary>
    /// Puts a backup in the place of the database while sites run, and accepts it. What cannot be read as a database is kept beside it, as
    /// <c>….damaged-</c> and the time.
    /// </summary>
    /// <param name="backup">A file that <see cref="BackupAsync"/> made.</param>
    public Task RestoreAsync(string backup) => AccountBackup.RestoreAsync(_place, System.IO.Path.GetFullPath(backup), _time);

    /// <summary>
    /// Accepts the database as it is, after one was put back. Sites read it anew; all sessions end, and codes up to the next time step are
    /// spent, since what was spent and ended after the copy was made is not known. The counters of HOTP stay as the copy has them.
    /// </summary>
    public Task AcceptAsync(CancellationToken cancellationToken = default) => RunAsync(
        async session =>
        {
            using SqliteTransaction transaction = session.Connection.BeginTransaction(deferred: false);
            await AccountAcceptance.RunAsync(session, Path, _time).ConfigureAwait(false);
            transaction.Commit();
            transaction.Dispose();

            // A copy is often without it.
            await session.ExecuteAsync(SqliteSql.KeepLog, null).ConfigureAwait(false);
            return true;
        },
        cancellationToken);

    /// <summary>Closes its connections.</summary>
    public void Dispose() => _database.ForgetConnections();

    private static Dictionary<string, int> Rename(IReadOnlyList<(string Path, int Users)> imported)
    {
        string?[] problems = [.. imported.Select(file => AccountPlace.RenameImported(file.Path))];
        return Array.Find(problems, problem => problem is not null) is { } problem
            ? throw new IOException(problem)
            : imported.ToDictionary(file => file.Path, file => file.Users, StringComparer.Ordinal);
    }

    private string? FindTextFile() => _place.Files.TextFiles.FirstOrDefault(File.Exists);

    private DatabaseException Missing() => _place.FindObstacle() is { } sign
        ? SqliteFailure.Missing(Path, sign)
        : FindTextFile() is { } textFile
            ? new DatabaseException($"There is no account database {Path} yet, and {textFile} is of version 0: 'htauth account init' makes one and imports it.", null, isAway: false)
            : new DatabaseException($"There is no account database {Path}: make it by 'htauth account init', or start the site once.", null, isAway: false);

    private async Task<T> RunAsync<T>(Func<SqliteSession, Task<T>> work, CancellationToken cancellationToken)
    {
        if (!Exists)
        {
            throw Missing();
        }

        return await _database.RunAsync(
            async session =>
            {
                await AccountMeta.ReadAsync(session, Path).ConfigureAwait(false);
                return await work(session).ConfigureAwait(false);
            },
            cancellationToken).ConfigureAwait(false);
    }

    private Task<TSnapshot> ReadAsync<TSnapshot>(ISnapshotFormat<TSnapshot> format, CancellationToken cancellationToken)
        where TSnapshot : class => RunAsync(
            async session =>
            {
                RowContent content = format.NewContent();
                await TableReader.ReadPagesAsync(session, format.Table, content).ConfigureAwait(false);
                return format.Build(content);
            },
            cancellationToken);

    private Task<bool> UpdateAsync<TSnapshot, TRecord>(
        IRecordFormat<TSnapshot, TRecord> format, string user, Func<TRecord, TRecord?> change, CancellationToken cancellationToken)
        where TSnapshot : class
        where TRecord : class
    {
        ArgumentNullException.ThrowIfNull(user);
        ArgumentNullException.ThrowIfNull(change);
        return RunAsync(session => RecordUpdate.RunAsync(session, format, user, change, static _ => { }), cancellationToken);
    }
}
