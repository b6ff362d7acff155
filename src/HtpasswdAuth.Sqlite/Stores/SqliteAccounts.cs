using Microsoft.Extensions.Logging;

namespace HtpasswdAuth.Sqlite;

/// <summary>The accounts of a password file: copies of the tables in memory, what keeps them up to date, and the stores over them.</summary>
internal sealed class SqliteAccounts : IAccountStores, IDisposable
{
    /// <summary>A disk that does not answer must not keep a site from starting.</summary>
    private static readonly TimeSpan FirstLookLimit = TimeSpan.FromSeconds(10);

    /// <summary>A check reads the whole file: 40 ms at 100,000 users.</summary>
    private static readonly TimeSpan BetweenChecks = TimeSpan.FromMinutes(1);

    private readonly AccountPlace _place;
    private readonly SqliteAccountDatabase _database;
    private readonly AccountLook _look;
    private readonly TimeSpan _pollInterval;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly List<IDisposable> _writers = [];
    private readonly CancellationTokenSource _stopping = new();

    public SqliteAccounts(AccountPlace place, HtpasswdSqliteOptions options, TimeProvider time, ILogger logger)
    {
        _place = place;
        _pollInterval = options.PollInterval;
        _time = time;
        _logger = logger;
        _database = new SqliteAccountDatabase(place.Database, options.BusyTimeout);
        bool isTrusted() => _look!.IsTrusted;
        bool isReached() => _look!.Problem is null;
        var secrets = new Replica<OtpSecretsFile>(new OtpSecretsFormat(), isTrusted, file => file.Count);
        var states = new Replica<OtpStateFile>(new OtpStateFormat(), isTrusted, file => file.Count);
        Replica<PasswordStateFile> passwordStates = PasswordReplica(AccountTable.PasswordState);
        Replica<PasswordStateFile> digestStates = PasswordReplica(AccountTable.DigestPasswordState);
        IReplica[] replicas = [secrets, states, passwordStates, digestStates];
        _look = new AccountLook(place, new SqliteAccountDatabase(place.Database, options.BusyTimeout, blocksCaller: true), replicas, time, logger);
        OtpSecrets = new DatabaseOtpSecretsStore(secrets, Writer(secrets, new OtpSecretsFormat()), isReached, () => _look.IsWritable);
        OtpStates = new DatabaseOtpStateStore(states, Writer(states, new OtpStateFormat()));
        PasswordStates = new DatabasePasswordStateStore(passwordStates, PasswordWriter(passwordStates));
        DigestPasswordStates = new DatabasePasswordStateStore(digestStates, PasswordWriter(digestStates));
        var attempts = new SqliteAttemptStore(_database, () => _look.Key, time);
        Attempts = attempts;
        Health = new SqliteStoreHealth(place, _look, replicas, attempts.Health);

        Replica<PasswordStateFile> PasswordReplica(AccountTable table) => new(new PasswordStateFormat(table), isTrusted, file => file.Count);
        RecordWriter<PasswordStateFile, PasswordState> PasswordWriter(Replica<PasswordStateFile> replica) =>
            Writer(replica, new PasswordStateFormat(replica.Table));
    }

    public AccountPlace Place => _place;

    public IOtpSecretsStore OtpSecrets { get; }

    public IOtpStateStore OtpStates { get; }

    public IPasswordStateStore PasswordStates { get; }

    public IPasswordStateStore DigestPasswordStates { get; }

    public IAttemptStore Attempts { get; }

    public IStoreHealth Health { get; }

    public bool IsShared => false;

    /// <summary>Makes the database where there never was one, reads it, and begins to look for changes.</summary>
    public void Start()
    {
        Callbacks callbacks = CallbackReport.To(_logger);
        Task first = Callbacks.RunAsync(CallbackNames.WorkOnAccounts, async () =>
        {
            await PrepareAsync().ConfigureAwait(false);
            await _look.LookAsync(_stopping.Token).ConfigureAwait(false);
            return true;
        });
        first.Wait(FirstLookLimit);
        callbacks.Begin(CallbackNames.LookAtAccounts, () => callbacks.RepeatAsync(CallbackNames.LookAtAccounts, StepAsync, _time, _stopping.Token));
        callbacks.Begin(
            CallbackNames.CheckAccounts, () => callbacks.RepeatAsync(CallbackNames.CheckAccounts, CheckAsync, _time, _stopping.Token));
    }

    /// <summary>Looks once; for the loop, and for tests with a clock of their own.</summary>
    public Task LookAsync() => _look.LookAsync(_stopping.Token);

    /// <summary>Ends the looking, and lets changes that have begun come to their end. A look that is under way is not waited for.</summary>
    public void Dispose()
    {
        _stopping.Cancel();
        _look.Dispose();
        _database.Close();
        _writers.ForEach(writer => writer.Dispose());
    }

    private async Task StepAsync(CancellationToken stopping)
    {
        await Task.Delay(_pollInterval, _time, stopping).ConfigureAwait(false);
        await _look.LookAsync(stopping).ConfigureAwait(false);
    }

    private async Task CheckAsync(CancellationToken stopping)
    {
        await Task.Delay(BetweenChecks, _time, stopping).ConfigureAwait(false);
        _look.Check();
    }

    private async Task PrepareAsync()
    {
        if (Path.Exists(_place.Database))
        {
            foreach (string old in _place.Files.TextFiles.Where(File.Exists))
            {
                _logger.OldAccountFileIgnored(old, _place.Database);
            }

            return;
        }

        if (_place.Files.IsOptional && !_place.Files.TextFiles.Any(File.Exists))
        {
            return;
        }

        try
        {
            if (await AccountFirstUse.TryPrepareAsync(_place).ConfigureAwait(false) is not { } imported)
            {
                return;
            }

            _logger.AccountsCreated(_place.Database);
            foreach ((string path, int users) in imported)
            {
                string? problem = AccountPlace.RenameImported(path);
                _logger.AccountsImported(path, users, problem is null ? AccountFiles.ImportedName(path) : path);
                if (problem is not null)
                {
                    _logger.ImportedFileStays(problem);
                }
            }
        }
        catch (DatabaseException exception)
        {
            _look.CouldNotBeMade(exception);
        }
        catch (InvalidDataException exception)
        {
            _look.CouldNotBeMade(AccountText.NotTakenOver(exception));
        }
    }

    private RecordWriter<TSnapshot, TRecord> Writer<TSnapshot, TRecord>(Replica<TSnapshot> replica, IRecordFormat<TSnapshot, TRecord> format)
        where TSnapshot : class
        where TRecord : class
    {
        var writer = new RecordWriter<TSnapshot, TRecord>(_database, replica, format, static () => { });
        _writers.Add(writer);
        return writer;
    }
}
