using Microsoft.Extensions.Options;
using Npgsql;

namespace HtpasswdAuth.PostgreSql;

/// <summary>
/// The database of a fleet, for those who set it up and look after it. Nodes that run notice every change within a moment.
/// </summary>
/// <remarks>Whatever cannot be done because of the database, the way to it, or the rights in it, is an <see cref="IOException"/> whose message says what to do.</remarks>
public sealed class HtpasswdDatabase : IAsyncDisposable
{
    private readonly FleetDatabase _database;

    /// <param name="options">Where the database is. Of the rest only the schema and the timeout matter here.</param>
    /// <exception cref="OptionsValidationException">They cannot be used; all that is wrong is told at once, and never the connection string.</exception>
    public HtpasswdDatabase(HtpasswdPostgreSqlOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        string[] problems = [.. HtpasswdPostgreSqlOptionsValidator.Problems(options)];
        if (problems.Length > 0)
        {
            throw new OptionsValidationException(Options.DefaultName, typeof(HtpasswdPostgreSqlOptions), problems);
        }

        _database = new FleetDatabase(options);
    }

    /// <summary>
    /// Makes the schema and its tables, or brings them to the version of this program. Several may do so at once. There is no way back: restore a backup.
    /// </summary>
    /// <returns>The version the tables had before; 0 if there were none.</returns>
    /// <exception cref="IOException">The tables are newer than this program, or the database refuses.</exception>
    public Task<int> MigrateAsync(CancellationToken cancellationToken = default) => Migrator.MigrateAsync(_database, cancellationToken);

    /// <summary>Looks at the database. Without tables everything is 0.</summary>
    public Task<HtpasswdDatabaseStatus> GetStatusAsync(CancellationToken cancellationToken = default) => _database.RunLongAsync(
        async session =>
        {
            session.TakeYourTime();
            int version = await TryReadVersionAsync(session).ConfigureAwait(false);
            string server = session.Connection.ServerVersion;
            return version == 0
                ? new HtpasswdDatabaseStatus(0, Migrations.Newest, server, 0, 0, new Dictionary<string, long>())
                : new HtpasswdDatabaseStatus(
                    version,
                    Migrations.Newest,
                    server,
                    await CountAsync(session, AccountTable.Users).ConfigureAwait(false),
                    await CountAsync(session, AccountTable.OtpSecrets).ConfigureAwait(false),
                    await TableReader.ReadVersionsAsync(session).ConfigureAwait(false));
        },
        cancellationToken);

    /// <summary>
    /// Brings a user file into the database, all of it or nothing. Users are added, and replaced where the file says something else; the
    /// first line of a name counts. Comments, blank lines and the order of lines come with the file if there was none before, or if the
    /// others are removed; otherwise those that are there stay.
    /// </summary>
    /// <param name="file">The file. It is read as a stream, so that it may be large.</param>
    /// <param name="removeOthers">Whether users who are not in the file are removed: the database is then what the file is.</param>
    /// <param name="progress">Is told how far it is every 10,000 lines, and at the end.</param>
    /// <param name="cancellationToken">Ends it; nothing is changed then.</param>
    /// <exception cref="InvalidDataException">The file has a line that no password file has.</exception>
    /// <exception cref="IOException">The file cannot be read, or the database refuses.</exception>
    public async Task<HtpasswdImportResult> ImportAsync(
        Stream file, bool removeOthers = false, IProgress<HtpasswdImportProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(file);
        return await ToldAsync(await UserFileImport.RunAsync(_database, file, removeOthers, progress, cancellationToken).ConfigureAwait(false))
            .ConfigureAwait(false);
    }

    /// <summary>
    /// Writes the user file that the database stands for: byte for byte the one that was imported, but for the users that have changed since. Their
    /// lines are written anew, as Apache's tool does.
    /// </summary>
    /// <param name="file">Where to.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>How many lines were written; those that go on in the next are one.</returns>
    /// <exception cref="IOException">The file cannot be written, or the database refuses.</exception>
    public Task<long> ExportAsync(Stream file, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(file);
        return UserFileExport.RunAsync(_database, file, cancellationToken);
    }

    /// <summary>Brings enrolments, app passwords and tickets into the database. Users of whom it holds something else are replaced.</summary>
    /// <param name="file">The file. Its secrets stay under the key they are under: the key file goes to every node by itself.</param>
    /// <param name="removeOthers">Whether what is held of users who are not in the file is removed.</param>
    /// <param name="cancellationToken">Ends it; nothing is changed then.</param>
    public async Task<HtpasswdImportResult> ImportAsync(OtpSecretsFile file, bool removeOthers = false, CancellationToken cancellationToken = default) =>
        await ToldAsync(await LineTableImport.RunAsync(_database, new OtpSecretsFormat(), file, replaces: true, removeOthers, cancellationToken)
            .ConfigureAwait(false)).ConfigureAwait(false);

    /// <summary>
    /// Brings the state of one-time passwords into the database. Users of whom it knows something already are left as they are, or spent codes
    /// would become good again, unless all others are removed too.
    /// </summary>
    /// <param name="file">The file.</param>
    /// <param name="removeOthers">Whether the database is to say what the file says, and nothing else.</param>
    /// <param name="cancellationToken">Ends it; nothing is changed then.</param>
    public async Task<HtpasswdImportResult> ImportAsync(OtpStateFile file, bool removeOthers = false, CancellationToken cancellationToken = default) =>
        await ToldAsync(await LineTableImport.RunAsync(_database, new OtpStateFormat(), file, removeOthers, removeOthers, cancellationToken)
            .ConfigureAwait(false)).ConfigureAwait(false);

    /// <summary>Brings the state of passwords into the database, as that of one-time passwords.</summary>
    /// <param name="file">The file.</param>
    /// <param name="removeOthers">Whether the database is to say what the file says, and nothing else.</param>
    /// <param name="cancellationToken">Ends it; nothing is changed then.</param>
    public async Task<HtpasswdImportResult> ImportAsync(PasswordStateFile file, bool removeOthers = false, CancellationToken cancellationToken = default) =>
        await ToldAsync(await LineTableImport.RunAsync(_database, new PasswordStateFormat(AccountTable.PasswordState), file, removeOthers, removeOthers, cancellationToken)
            .ConfigureAwait(false)).ConfigureAwait(false);

    /// <summary>Removes a user. What is held of the user beside the password stays, as it does when a line of a file is removed.</summary>
    /// <param name="userName">The name, in the bytes of the store.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns><see langword="false"/> if there was no such user.</returns>
    /// <exception cref="IOException">The database refuses, or cannot be reached.</exception>
    public async Task<bool> RemoveAsync(ReadOnlyMemory<byte> userName, CancellationToken cancellationToken = default)
    {
        bool removed = await _database.RunAsync(
            async session =>
            {
                await FleetMeta.ReadKeyAsync(session, _database.Schema).ConfigureAwait(false);
                return await session.ReadValueAsync(AdministrationSql.RemoveUser, null, Parameters.Bytes(userName)).ConfigureAwait(false) is not null;
            },
            cancellationToken).ConfigureAwait(false);
        await TellAsync().ConfigureAwait(false);
        return removed;
    }

    /// <summary>Changes the enrolment, app passwords and ticket of a user, atomically among all nodes.</summary>
    /// <param name="user">The user's name.</param>
    /// <param name="change">Gets what is held and returns what is to be held, or <see langword="null"/> to change nothing. May be called several times.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <exception cref="ArgumentException">The name, or what was returned, cannot be kept.</exception>
    /// <exception cref="IOException">The database refuses, or cannot be reached.</exception>
    public Task UpdateOtpUserAsync(string user, Func<OtpUser, OtpUser?> change, CancellationToken cancellationToken = default) =>
        UpdateAsync(new OtpSecretsFormat(), user, change, cancellationToken);

    /// <summary>Changes the enrolments, app passwords and tickets of many users at once: all of them, or none.</summary>
    /// <param name="change">Gets what is held and returns what is to be held. Changes of nodes wait for it.</param>
    /// <param name="cancellationToken">Ends it; nothing is changed then.</param>
    /// <exception cref="ArgumentException">What was returned cannot be kept.</exception>
    /// <exception cref="IOException">The database refuses, or cannot be reached.</exception>
    public async Task UpdateOtpUsersAsync(Func<OtpSecretsFile, OtpSecretsFile> change, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(change);
        await LineTableImport.ChangeAsync(_database, new OtpSecretsFormat(), change, cancellationToken).ConfigureAwait(false);
        await TellAsync().ConfigureAwait(false);
    }

    /// <summary>Changes the state of a user's one-time passwords and sessions, atomically among all nodes.</summary>
    /// <param name="user">The user's name, or <see cref="OtpStateFile.Everyone"/>.</param>
    /// <param name="change">Gets the state and returns the next, the same reference to change nothing. May be called several times.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <exception cref="ArgumentException">The name, or what was returned, cannot be kept.</exception>
    /// <exception cref="IOException">The database refuses, or cannot be reached.</exception>
    public Task UpdateOtpStateAsync(string user, Func<OtpUserState, OtpUserState> change, CancellationToken cancellationToken = default) =>
        UpdateAsync(new OtpStateFormat(), user, change, cancellationToken);

    /// <summary>Changes the state of a user's password, atomically among all nodes.</summary>
    /// <param name="user">The user's name.</param>
    /// <param name="change">Gets the state and returns the next, the same reference to change nothing. May be called several times.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <exception cref="ArgumentException">The name, or what was returned, cannot be kept.</exception>
    /// <exception cref="IOException">The database refuses, or cannot be reached.</exception>
    public Task UpdatePasswordStateAsync(string user, Func<PasswordState, PasswordState> change, CancellationToken cancellationToken = default) =>
        UpdateAsync(new PasswordStateFormat(AccountTable.PasswordState), user, change, cancellationToken);

    /// <summary>
    /// What is counted of wrong passwords at a name: of strangers, and of each device and network that the user has signed in from lately.
    /// </summary>
    public Task<IReadOnlyList<AttemptCount>> ReadAttemptsAsync(string user, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(user);
        return _database.RunAsync(session => UserAttempts.ReadAsync(session, _database.Schema, user), cancellationToken);
    }

    /// <summary>Gives back all tries of <see cref="ReadAttemptsAsync"/>. Nodes count anew within a second or two.</summary>
    public Task GiveBackAttemptsAsync(string user, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(user);
        return _database.RunAsync(session => UserAttempts.GiveBackAsync(session, _database.Schema, user), cancellationToken);
    }

    /// <summary>The enrolment file that the database stands for.</summary>
    public Task<OtpSecretsFile> ExportOtpSecretsAsync(CancellationToken cancellationToken = default) =>
        LineTableImport.ExportAsync(_database, new OtpSecretsFormat(), cancellationToken);

    /// <summary>The state file of one-time passwords that the database stands for.</summary>
    public Task<OtpStateFile> ExportOtpStateAsync(CancellationToken cancellationToken = default) =>
        LineTableImport.ExportAsync(_database, new OtpStateFormat(), cancellationToken);

    /// <summary>The state file of passwords that the database stands for.</summary>
    public Task<PasswordStateFile> ExportPasswordStateAsync(CancellationToken cancellationToken = default) =>
        LineTableImport.ExportAsync(_database, new PasswordStateFormat(AccountTable.PasswordState), cancellationToken);

    /// <summary>Closes the connections.</summary>
    public ValueTask DisposeAsync() => _database.DisposeAsync();

    private static async Task<long> CountAsync(DatabaseSession session, AccountTable table) =>
        (long)(await session.ReadValueAsync(AdministrationSql.CountRows, table).ConfigureAwait(false) ?? 0L);

    private static async Task<int> TryReadVersionAsync(DatabaseSession session)
    {
        const string Point = "status";
        await session.Transaction.SaveAsync(Point, session.Token).ConfigureAwait(false);
        try
        {
            return await FleetMeta.ReadVersionAsync(session).ConfigureAwait(false);
        }
        catch (PostgresException exception) when (DatabaseFailure.IsUnmigrated(exception))
        {
            await session.Transaction.RollbackAsync(Point, session.Token).ConfigureAwait(false);
            return 0;
        }
    }

    private async Task UpdateAsync<TSnapshot, TRecord>(
        IRecordFormat<TSnapshot, TRecord> format, string user, Func<TRecord, TRecord?> change, CancellationToken cancellationToken)
        where TSnapshot : class
        where TRecord : class
    {
        ArgumentNullException.ThrowIfNull(user);
        ArgumentNullException.ThrowIfNull(change);
        bool changed = await _database.RunAsync(
            async session =>
            {
                await FleetMeta.ReadKeyAsync(session, _database.Schema).ConfigureAwait(false);
                return await RecordUpdate.RunAsync(session, format, user, change, static _ => { }).ConfigureAwait(false);
            },
            cancellationToken).ConfigureAwait(false);
        if (changed)
        {
            await TellAsync().ConfigureAwait(false);
        }
    }

    private Task TellAsync() => ChangeNotifier.TryTellAsync(_database, "", CancellationToken.None);

    private async Task<HtpasswdImportResult> ToldAsync(HtpasswdImportResult result)
    {
        await TellAsync().ConfigureAwait(false);
        return result;
    }
}
