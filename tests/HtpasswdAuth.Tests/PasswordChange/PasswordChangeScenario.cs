using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Net;
using System.Text;
using HtpasswdAuth.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace HtpasswdAuth.Tests;

/// <summary>
/// A file with <c>alice</c> / <c>old violet kettle drums</c> between a comment and <c>bob</c>, and all that is needed to change it. A
/// test sets what it wants otherwise before it first uses <see cref="Changer"/>.
/// </summary>
internal sealed class PasswordChangeScenario : IDisposable
{
    public const string OldPassword = "old violet kettle drums";
    public const string NewPassword = "seven green trams at dawn";

    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly LoggerFactory _loggers = new();
    private readonly HtpasswdMetrics _metrics;
    private readonly Lazy<PasswordChanger> _changer;
    private readonly List<IDisposable> _disposables = [];
    private readonly MeterListener _listener;
    private readonly ConcurrentQueue<HashComputed> _hashes = [];

    public PasswordChangeScenario(string? content = null)
    {
        _loggers.AddProvider(Logs);
        _metrics = new HtpasswdMetrics(_services.GetRequiredService<IMeterFactory>());
        _changer = new Lazy<PasswordChanger>(Create);
        _listener = FactoryListener.Of(_services.GetRequiredService<IMeterFactory>(), "htpasswd.verifications");
        _listener.SetMeasurementEventCallback<long>((_, _, tags, _) => _hashes.Enqueue(new HashComputed((string)tags[0].Value!, (string)tags[1].Value!)));
        _listener.Start();
        UserFile = Directory.Write("users.htpasswd", content ?? $"# staff\r\n{Line("alice", OldPassword)}{Line("bob", "other")}");
        Options.Cost = 4;
    }

    public TempDirectory Directory { get; } = new();

    public string UserFile { get; }

    public CapturedLogs Logs { get; } = new();

    public FakeTimeProvider Time { get; } = new();

    public PasswordChangeOptions Options { get; } = new();

    public List<IPasswordChanged> Hooks { get; } = [];

    public Func<string, bool> HasSecondFactor { get; init; } = static _ => false;

    /// <summary>Gets what is put around the writer of the file.</summary>
    public Func<IPasswordWriter, IPasswordWriter> Wrap { get; init; } = static writer => writer;

    public IPasswordWriter Writer { get; private set; } = null!;

    /// <summary>Gets every hash computed to verify a password.</summary>
    public IReadOnlyCollection<HashComputed> Hashes => _hashes;

    public PasswordChanger Changer => _changer.Value;

    public WatchedCredentialStore Store { get; private set; } = null!;

    public TestPasswordStates States { get; } = new();

    public CredentialVerifier Verifier { get; private set; } = null!;

    public static string Line(string userName, string password) => $"{userName}:{Hash(password)}\n";

    public static string Hash(string password) =>
        PasswordHash.Create(Encoding.UTF8.GetBytes(password), new PasswordHashParameters(PasswordHashAlgorithm.Bcrypt, 4));

    public static PasswordChangeRequest Request(
        string userName = "alice",
        string current = OldPassword,
        string next = NewPassword,
        Func<VerifiedUser, CancellationToken, Task<bool>>? confirm = null) => new()
        {
            UserName = userName,
            CurrentPassword = current,
            NewPassword = next,
            Host = "www.observatory.example",
            ClientAddress = IPAddress.Loopback,
            Client = "127.0.0.1:50123",
            ConfirmAsync = confirm,
        };

    public Task<PasswordChangeResult> ChangeAsync(
        string userName = "alice",
        string current = OldPassword,
        string next = NewPassword,
        Func<VerifiedUser, CancellationToken, Task<bool>>? confirm = null) =>
        Changer.ChangeAsync(Request(userName, current, next, confirm), CancellationToken.None);

    public bool SignsIn(string userName, string password) =>
        HtpasswdFile.Load(UserFile).TryFind(Encoding.UTF8.GetBytes(userName), out HtpasswdEntry entry)
        && PasswordHash.Verify(Encoding.UTF8.GetBytes(password), entry.Hash.Span) is PasswordVerification.Success or PasswordVerification.SuccessRehashNeeded;

    public string HashOf(string userName) =>
        HtpasswdFile.Load(UserFile).TryFind(Encoding.UTF8.GetBytes(userName), out HtpasswdEntry entry) ? Encoding.ASCII.GetString(entry.Hash.Span) : "";

    /// <summary>As another process would, so that the store does not know of it yet.</summary>
    public void SetByAnother(string userName, string password) => CredentialFile.Update(UserFile, content =>
    {
        var editor = new HtpasswdFileEditor(content);
        editor.Set(Encoding.UTF8.GetBytes(userName), Encoding.UTF8.GetBytes(Hash(password)));
        return editor.ToArray();
    });

    public void Dispose()
    {
        _disposables.ForEach(disposable => disposable.Dispose());
        _listener.Dispose();
        _metrics.Dispose();
        _services.Dispose();
        _loggers.Dispose();
        Directory.Dispose();
    }

    private DigestFileWriter? DigestFile() =>
        Options.DigestFile is { } file ? new DigestFileWriter(file, "Star Gazers", FilePasswordWriter.Update) : null;

    private PasswordChanger Create()
    {
        ILogger logger = _loggers.CreateLogger("scheme");
        Store = new WatchedCredentialStore(new WatchedCredentialStoreSettings(UserFile), Time, _metrics, logger);

        // The file is looked at once: whatever a test sees of later changes came from the changer itself.
        Store.Look();
        Verifier = new CredentialVerifier(
            Store,
            new VerifierSettings(),
            new AttemptThrottle(new AttemptThrottleOptions { Enabled = false }, _metrics, Time, logger),
            new TicketFactory("Htpasswd", null).Create,
            _metrics,
            Time,
            logger);
        var changer = new PasswordChanger(new PasswordChangeSite
        {
            Scheme = "Htpasswd",
            Realm = "Star Gazers",
            MaxPasswordBytes = 4096,
            MaxNewPasswordBytes = Options.Algorithm == PasswordHashAlgorithm.Bcrypt ? PasswordHash.MaxBcryptPasswordBytes : 4096,
            Options = Options,
            Verifier = Verifier,
            Writer = Writer = Wrap(new FilePasswordWriter(Store, UserFile, DigestFile(), logger)),
            Standings = new PasswordStandings(States, Options.MaxAge, Time, logger),
            HasSecondFactor = HasSecondFactor,
            Time = Time,
            Logger = logger,
            Audit = _loggers.CreateLogger(PasswordAudit.Category),
            Hooks = Hooks,
        });
        _disposables.AddRange([changer, Verifier, Store]);
        return changer;
    }
}
