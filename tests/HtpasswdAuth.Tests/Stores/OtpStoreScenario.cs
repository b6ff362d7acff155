using HtpasswdAuth.Testing;
using Microsoft.Extensions.Logging;

namespace HtpasswdAuth.Tests;

/// <summary>The two stores of the second factor over files of a test's own; clock and looks moved by hand where a test wants that.</summary>
internal sealed class OtpStoreScenario : IDisposable
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(200);

    private readonly LoggerFactory _loggers = new();
    private readonly TimeProvider _time;

    /// <param name="time">The clock; by default <see cref="Time"/>.</param>
    /// <param name="path">Makes the path of the state file; by default it is beside the other one and missing.</param>
    public OtpStoreScenario(TimeProvider? time = null, Func<TempDirectory, string>? path = null)
    {
        _time = time ?? Time;
        _loggers.AddProvider(Logs);
        StatePath = path?.Invoke(Directory) ?? Directory.File("users.otp-state");
        SecretsPath = Directory.File("users.otp");
        Restart();
    }

    public TempDirectory Directory { get; } = new();

    public string StatePath { get; }

    public string SecretsPath { get; }

    public FakeTimeProvider Time { get; } = new();

    public CapturedLogs Logs { get; } = new();

    public WatchedOtpStateStore State { get; private set; } = null!;

    public WatchedOtpSecretsStore Secrets { get; private set; } = null!;

    /// <summary>Gets the epoch of alice's sessions: a number of hers that tests count up.</summary>
    public int? Epoch => State.Current?.Find("alice").Epoch;

    public static OtpUserState Next(OtpUserState state) => state with { Epoch = state.Epoch + 1 };

    /// <summary>What an accepted code leaves, of which only the enrolment's name matters here.</summary>
    public static OtpUserState Accepted(OtpUserState state) => state.WithAccepted(new string('a', 32), 58_000_000, null);

    public static OtpUser WithAppPassword(OtpUser held) =>
        held with { AppPasswords = [.. held.AppPasswords, AppPassword.Create(held.Name, "mail", DateTimeOffset.UnixEpoch, out _)] };

    /// <summary>As another process would: through the file alone.</summary>
    public void CountByAnother() => OtpStateFile.Update(StatePath, "alice", Next);

    /// <summary>As another process would: through the file alone.</summary>
    public void AddByAnother(string user) => OtpSecretsFile.Update(SecretsPath, user, WithAppPassword);

    public Task CountAsync() => State.UpdateAsync("alice", Next, CancellationToken.None);

    public Task AddAsync(string user) => Secrets.UpdateAsync(user, WithAppPassword, CancellationToken.None);

    public bool Has(string user) => Secrets.Current?.TryFind(user, out _) == true;

    /// <summary>Both stores anew over the same files, as after a restart of the process.</summary>
    public void Restart()
    {
        State?.Dispose();
        Secrets?.Dispose();
        ILogger logger = _loggers.CreateLogger("store");
        State = new WatchedOtpStateStore(new OtpStoreSettings(StatePath) { PollInterval = Poll }, _time, logger);
        Secrets = new WatchedOtpSecretsStore(new OtpStoreSettings(SecretsPath) { PollInterval = Poll }, State, _time, logger);
    }

    /// <summary>One look each, in the order in which they are started.</summary>
    public void Look()
    {
        State.Look();
        Secrets.Look();
    }

    /// <summary>Looks until both are content to wait for the next poll, moving the clock as they ask.</summary>
    public void LookUntilSettled()
    {
        for (int looks = 0; looks < 100; looks++)
        {
            TimeSpan state = State.Look();
            TimeSpan secrets = Secrets.Look();
            if (state == Poll && secrets == Poll)
            {
                return;
            }

            Time.Advance(state < secrets ? state : secrets);
        }

        Assert.Fail("The stores never settle");
    }

    public void Start()
    {
        State.Start();
        Secrets.Start();
    }

    public void Dispose()
    {
        State.Dispose();
        Secrets.Dispose();
        _loggers.Dispose();
        Directory.Dispose();
    }
}
