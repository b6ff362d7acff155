using System.Text;
using HtpasswdAuth.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using System.Diagnostics.Metrics;

namespace HtpasswdAuth.Tests;

/// <summary>A watched file with users <c>alice</c>, and a clock and look moved by hand where a test wants that.</summary>
internal sealed class StoreScenario : IDisposable
{
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly LoggerFactory _loggers = new();

    public StoreScenario(TimeProvider? time = null, Func<TempDirectory, string>? userFile = null, bool allowPlaintext = false)
    {
        _loggers.AddProvider(Logs);
        UserFile = userFile?.Invoke(Directory) ?? Directory.File("users.htpasswd");
        if (userFile is null)
        {
            Write("alice");
        }

        Store = new WatchedCredentialStore(
            new WatchedCredentialStoreSettings(UserFile) { PollInterval = TimeSpan.FromMilliseconds(200), AllowPlaintext = allowPlaintext },
            time ?? Time,
            new HtpasswdMetrics(_services.GetRequiredService<IMeterFactory>()),
            _loggers.CreateLogger("store"));
    }

    public TempDirectory Directory { get; } = new();

    public string UserFile { get; }

    public FakeTimeProvider Time { get; } = new();

    public CapturedLogs Logs { get; } = new();

    public WatchedCredentialStore Store { get; }

    public static string Lines(params string[] userNames) =>
        string.Concat(userNames.Select(userName => $"{userName}:{TestSite.Sha(userName)}\n"));

    public void Write(params string[] userNames) => File.WriteAllText(UserFile, Lines(userNames));

    public bool Has(string userName) => Store.Current?.TryFind(Encoding.UTF8.GetBytes(userName), out _) == true;

    public void Serve(params string[] users)
    {
        Write(users);
        Store.Look();
        Assert.True(Has(users[^1]));
    }

    /// <summary>As a writer leaves it who is none of ours, and seen by as many looks as it takes to read it.</summary>
    public void WriteAsOthers(string content)
    {
        File.WriteAllText(UserFile, content);
        Store.Look();
        Wait(CredentialFileEvidence.Still);
    }

    public void Wait(TimeSpan time)
    {
        Time.Advance(time);
        Store.Look();
    }

    public bool IsUncertain(string user) => Store.IsUncertain(Encoding.UTF8.GetBytes(user));

    /// <summary>Looks until the store is content to wait for the next poll, moving the clock as it asks.</summary>
    public void LookUntilSettled()
    {
        for (int looks = 0; looks < 100; looks++)
        {
            TimeSpan next = Store.Look();
            if (next == TimeSpan.FromMilliseconds(200))
            {
                return;
            }

            Time.Advance(next);
        }

        Assert.Fail("The store never settles");
    }

    public void Dispose()
    {
        Store.Dispose();
        _loggers.Dispose();
        _services.Dispose();
        Directory.Dispose();
    }
}
