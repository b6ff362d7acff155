using System.Diagnostics.Metrics;
using System.Text;
using HtpasswdAuth.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace HtpasswdAuth.Tests;

/// <summary>
/// A file with <c>alice</c> / <c>hunter22</c> under a weak hash, and what replaces it. The file is looked at once, so that what others
/// change later is not known.
/// </summary>
internal sealed class UpgradeScenario : IDisposable
{
    public const string Password = "hunter22";

    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly LoggerFactory _loggers = new();
    private readonly HtpasswdMetrics _metrics;
    private readonly Lazy<HashUpgrader> _upgrader;
    private readonly WatchedCredentialStore _store;

    public UpgradeScenario(string? state = null, string? content = null)
    {
        _loggers.AddProvider(Logs);
        _metrics = new HtpasswdMetrics(_services.GetRequiredService<IMeterFactory>());
        _upgrader = new Lazy<HashUpgrader>(Create);
        Stored = TestSite.Sha(Password);
        UserFile = Directory.Write("users.htpasswd", content ?? $"alice:{Stored}\n");
        if (state is not null)
        {
            States.Set(state);
        }

        ILogger logger = _loggers.CreateLogger("scheme");
        _store = new WatchedCredentialStore(new WatchedCredentialStoreSettings(UserFile), Time, _metrics, logger);
        _store.Look();
    }

    public TempDirectory Directory { get; } = new();

    public string UserFile { get; }

    public TestPasswordStates States { get; } = new();

    /// <summary>Gets the weak hash.</summary>
    public string Stored { get; }

    public CapturedLogs Logs { get; } = new();

    public FakeTimeProvider Time { get; } = new();

    /// <summary>Gets what is told of each state that was written.</summary>
    public Action<PasswordState> Noted { get; init; } = static _ => { };

    public bool HasSessions { get; init; }

    public PasswordHashParameters Hash { get; init; } = new(PasswordHashAlgorithm.Bcrypt, 5);

    public PasswordHashLimits Limits { get; init; } = PasswordHashLimits.Default with { MinBcryptCost = 5 };

    public HashUpgrader Upgrader => _upgrader.Value;

    public PasswordState State => States["alice"];

    public static UInt128 VersionOf(string hash) => PasswordVersion.Compute("alice", Encoding.ASCII.GetBytes(hash));

    /// <summary>Says that alice has signed in, and waits until what comes of it is done.</summary>
    public async Task SignInAsync(string password = Password, string? stored = null)
    {
        Offer(password, stored);
        await Eventually.IsTrueAsync(() => !Upgrader.IsBusyWith("alice"), "the end of the upgrade");
    }

    public void Offer(string password = Password, string? stored = null)
    {
        stored ??= Stored;
        byte[] hash = Encoding.ASCII.GetBytes(stored);
        var user = new VerifiedUser("alice", rehashNeeded: true, VersionOf(stored), new TicketFactory("Htpasswd", null).Create("alice"));
        var attempt = new PasswordAttempt(ClientNetwork.From(System.Net.IPAddress.Loopback), null);
        Upgrader.Offer(
            new VerifyJob(1, attempt, new AttemptedUser("alice", true), "alice"u8.ToArray(), Encoding.UTF8.GetBytes(password), new HashTarget(hash, hash, true, HashWork.Of(hash))), user);
    }

    public string HashOf(string userName = "alice") =>
        HtpasswdFile.Load(UserFile).TryFind(Encoding.UTF8.GetBytes(userName), out HtpasswdEntry entry) ? Encoding.ASCII.GetString(entry.Hash.Span) : "";

    public void Dispose()
    {
        Upgrader.Dispose();
        _store.Dispose();
        _metrics.Dispose();
        _services.Dispose();
        _loggers.Dispose();
        Directory.Dispose();
    }

    private HashUpgrader Create() => new(new HashUpgradeSite
    {
        Scheme = "Htpasswd",
        Hash = Hash,
        Limits = Limits,
        Store = _store,
        Writer = new FilePasswordWriter(_store, UserFile, digest: null, _loggers.CreateLogger("scheme")),
        Obstacle = new HashUpgradeObstacle(UserFile, Time, _loggers.CreateLogger("scheme")),
        States = new ObservedStates(States, state => Noted(state)),
        HasSessions = HasSessions,
        PollInterval = TimeSpan.Zero,
        Metrics = _metrics,
        Time = Time,
        Logger = _loggers.CreateLogger("scheme"),
        Audit = _loggers.CreateLogger(PasswordAudit.Category),
    });
}
