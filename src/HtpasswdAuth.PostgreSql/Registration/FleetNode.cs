using System.Security.Cryptography;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace HtpasswdAuth.PostgreSql;

/// <summary>A node's part of a fleet: its copies of the tables, what keeps them up to date, and the stores over them.</summary>
internal sealed class FleetNode : IHostedService, IDisposable, IAsyncDisposable
{
    private readonly FleetDatabase _database;
    private readonly Synchronizer _synchronizer;
    private readonly ChangeNotifier _notifier;
    private readonly ChangeListener? _listener;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly List<IDisposable> _writers = [];
    private readonly CancellationTokenSource _stopping = new();
    private bool _isDisposed;
    private Task _running = Task.CompletedTask;

    public FleetNode(HtpasswdPostgreSqlOptions options, TimeProvider time, ILoggerFactory loggers)
    {
        _time = time;
        _logger = loggers.CreateLogger<FleetNode>();
        _database = new FleetDatabase(options);
        var freshness = new Freshness(time, options.StaleLimit, options.PollInterval);
        var users = new Replica<HtpasswdFile>(new UserFormat(), () => freshness.IsTrusted, file => file.Count);
        var secrets = new Replica<OtpSecretsFile>(new OtpSecretsFormat(), () => freshness.IsTrusted, file => file.Count);
        var states = new Replica<OtpStateFile>(new OtpStateFormat(), () => freshness.IsTrusted, file => file.Count);
        var passwordStates = new Replica<PasswordStateFile>(new PasswordStateFormat(AccountTable.PasswordState), () => freshness.IsTrusted, file => file.Count);
        IReplica[] replicas = [users, secrets, states, passwordStates];
        _synchronizer = new Synchronizer(_database, replicas, freshness, options.PollInterval, time, _logger);

        string node = RandomNumberGenerator.GetHexString(16, lowercase: true);
        _notifier = new ChangeNotifier(_database, node);
        _listener = options.UseNotifications
            ? new ChangeListener(_database, node, _synchronizer.Changes, freshness, options.PollInterval, time, _logger)
            : null;
        Users = new PostgreSqlCredentialStore(_database, users, new Confirmation(freshness, _synchronizer.Changes, time), _notifier);
        OtpSecrets = new DatabaseOtpSecretsStore(secrets, Writer(secrets, new OtpSecretsFormat()), () => freshness.IsCertain, () => _synchronizer.Problem is null);
        OtpStates = new DatabaseOtpStateStore(states, Writer(states, new OtpStateFormat()));
        PasswordStates = new DatabasePasswordStateStore(passwordStates, Writer(passwordStates, new PasswordStateFormat(AccountTable.PasswordState)));
        var attempts = new PostgreSqlAttemptStore(_database, () => _synchronizer.Key, time);
        Attempts = attempts;
        KeyRing = new PostgreSqlKeyRingStore(_database);
        Health = new PostgreSqlStoreHealth(_synchronizer, freshness, replicas, _listener, attempts.Health);
    }

    public IPasswordStore Users { get; }

    public IOtpSecretsStore OtpSecrets { get; }

    public IOtpStateStore OtpStates { get; }

    public IPasswordStateStore PasswordStates { get; }

    public IAttemptStore Attempts { get; }

    public IKeyRingStore KeyRing { get; }

    public IStoreHealth Health { get; }

    /// <summary>Reads everything before the first request. If that fails the node starts all the same, refuses everybody, and goes on trying.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await _synchronizer.TryCatchUpAsync(cancellationToken).ConfigureAwait(false);
        List<Task> running = [Repeat(CallbackNames.Synchronization, _synchronizer.StepAsync)];
        if (_listener is not null)
        {
            running.Add(Repeat(CallbackNames.ChangeListening, _listener.StepAsync));
            running.Add(Repeat(CallbackNames.ChangeNotifying, _notifier.StepAsync));
        }

        _running = Task.WhenAll(running);
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (_isDisposed)
        {
            return;
        }

        await _stopping.CancelAsync().ConfigureAwait(false);
        await _running.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    public void Dispose() => DisposeAsync().AsTask().GetAwaiter().GetResult();

    public async ValueTask DisposeAsync()
    {
        // The container knows it by two names.
        if (Interlocked.Exchange(ref _isDisposed, true))
        {
            return;
        }

        await _stopping.CancelAsync().ConfigureAwait(false);
        await _running.ConfigureAwait(false);
        _writers.ForEach(writer => writer.Dispose());
        await _database.DisposeAsync().ConfigureAwait(false);
        _stopping.Dispose();
    }

    private Task Repeat(string name, Func<CancellationToken, Task> step) =>
        CallbackReport.To(_logger).RepeatAsync(name, step, _time, _stopping.Token);

    private RecordWriter<TSnapshot, TRecord> Writer<TSnapshot, TRecord>(Replica<TSnapshot> replica, IRecordFormat<TSnapshot, TRecord> format)
        where TSnapshot : class
        where TRecord : class
    {
        var writer = new RecordWriter<TSnapshot, TRecord>(_database, replica, format, _notifier.Tell);
        _writers.Add(writer);
        return writer;
    }
}
