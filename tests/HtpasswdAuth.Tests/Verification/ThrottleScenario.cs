using System.Diagnostics.Metrics;
using System.Net;
using HtpasswdAuth.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace HtpasswdAuth.Tests;

/// <summary>
/// A throttle with the default options: 20 free failures a client or device and waits up to 15 minutes, 50 a user and up to 60
/// seconds. Guesses are of <c>alice</c>, whom the file has, from <c>192.0.2.1</c>, unless a test says otherwise.
/// </summary>
internal sealed class ThrottleScenario : IDisposable
{
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly MeterListener _listener;
    private readonly CapturedLogs _logs = new();
    private UInt128 _lastCode;

    /// <param name="options">Other options than the default ones.</param>
    /// <param name="time">The clock, where several nodes have one.</param>
    /// <param name="store">What the nodes share.</param>
    public ThrottleScenario(AttemptThrottleOptions? options = null, FakeTimeProvider? time = null, IAttemptStore? store = null)
    {
        Time = time ?? new FakeTimeProvider();
        _listener = FactoryListener.Of(_services.GetRequiredService<IMeterFactory>());
        _listener.SetMeasurementEventCallback<long>((_, _, tags, _) => Refusals.Add(tags[0].Value));
        _listener.Start();
        var metrics = new HtpasswdMetrics(_services.GetRequiredService<IMeterFactory>());
        Throttle = new AttemptThrottle(options ?? new AttemptThrottleOptions(), metrics, Time, _logs.CreateLogger(""), store);
    }

    public FakeTimeProvider Time { get; }

    public AttemptThrottle Throttle { get; }

    public IEnumerable<LogEntry> Logged => _logs.Entries;

    public IEnumerable<LogEntry> Warnings => _logs.Entries.Where(entry => entry.Level == LogLevel.Warning);

    /// <summary>What the throttle measured, by what had too many.</summary>
    public List<object?> Refusals { get; } = [];

    public static PasswordAttempt From(string address = "192.0.2.1", string? device = null, string user = "alice") =>
        new(ClientNetwork.From(IPAddress.Parse(address)), device, user);

    public static AttemptedUser User(string name = "alice", bool known = true) => new(name, known);

    /// <summary>How many seconds the next attempt would have to wait.</summary>
    public double Wait(string address = "192.0.2.1", string user = "alice", bool known = true, string? device = null) =>
        Throttle.WaitBeforeQueue(From(address, device, user), User(user, known)).TotalSeconds;

    /// <summary>A wrong password, never the same twice unless it is given. Returns how many seconds it has to wait; if none, it is counted.</summary>
    public double Guess(string address = "192.0.2.1", string user = "alice", bool known = true, string? device = null, UInt128? code = null)
    {
        PasswordAttempt attempt = From(address, device, user);
        TimeSpan wait = Throttle.WaitBeforeHash(attempt, User(user, known));
        if (wait == TimeSpan.Zero)
        {
            Throttle.Failed(attempt, User(user, known), code ?? ++_lastCode);
            Throttle.End(attempt);
        }

        return wait.TotalSeconds;
    }

    /// <summary>Wrong passwords that all pass, one after the other.</summary>
    public void Guesses(int count, string address = "192.0.2.1", string user = "alice", bool known = true, string? device = null)
    {
        for (int i = 0; i < count; i++)
        {
            Assert.Equal(0, Guess(address, user, known, device));
        }
    }

    /// <summary>Uses up all tries at a name; the last ones are of so many networks, each in a range of its own.</summary>
    public string[] UseUp(int networks, string user = "alice", bool known = true)
    {
        string[] all = [.. Enumerable.Range(0, 100).Select(number => $"{(known ? 203 : 204)}.0.{number}.1")];
        foreach (string network in all)
        {
            Guesses(1, network, user, known);
        }

        return all[^networks..];
    }

    public void SignIn(string address = "192.0.2.1", string user = "alice", string? device = null)
    {
        PasswordAttempt attempt = From(address, device, user);
        Assert.Equal(TimeSpan.Zero, Throttle.WaitBeforeHash(attempt, User(user)));
        Throttle.Succeeded(attempt, User(user));
        Throttle.End(attempt);
    }

    public void Advance(double seconds) => Time.Advance(TimeSpan.FromSeconds(seconds));

    public void Dispose()
    {
        Throttle.Dispose();
        _listener.Dispose();
        _services.Dispose();
    }
}
