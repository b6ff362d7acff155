using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace HtpasswdAuth.Tests;

/// <summary>What a guesser at one user's password has, and how it is used.</summary>
/// <param name="Networks">How many networks.</param>
/// <param name="OfOneRange">Whether they lie in as few ranges as possible.</param>
/// <param name="KnownNetworks">How many networks of the user the guesser is in.</param>
/// <param name="Cookies">How many cookies of known devices were stolen.</param>
/// <param name="OtherForms">How many other names the user's has forms of, each tried first in the same request.</param>
/// <param name="AttackFor">How long it guesses at a time.</param>
/// <param name="RestFor">How long it rests in between.</param>
/// <param name="RestartEvery">How often the process begins anew, which has its counts in memory.</param>
internal sealed record PasswordStrategy(
    int Networks,
    bool OfOneRange,
    int KnownNetworks,
    int Cookies,
    int OtherForms,
    TimeSpan AttackFor,
    TimeSpan RestFor,
    TimeSpan RestartEvery);

/// <summary>Plays a strategy for a year, from one let-through guess to the next.</summary>
internal sealed class PasswordGuesser : IDisposable
{
    public static readonly TimeSpan Year = TimeSpan.FromDays(365);

    private static readonly AttemptedUser Alice = new("alice", IsKnown: true);

    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly VirtualTime _time = new();
    private readonly PasswordStrategy _strategy;
    private readonly HtpasswdMetrics _metrics;
    private readonly PriorityQueue<(ClientNetwork Client, string? Device), TimeSpan> _sources = new();
    private AttemptThrottle _throttle;
    private TimeSpan _restarted;
    private TimeSpan _signedIn = TimeSpan.MinValue;
    private UInt128 _code;

    public PasswordGuesser(PasswordStrategy strategy)
    {
        _strategy = strategy;
        _metrics = new HtpasswdMetrics(_services.GetRequiredService<System.Diagnostics.Metrics.IMeterFactory>());
        _throttle = NewThrottle();
        for (int number = 0; number < strategy.Networks; number++)
        {
            string address = strategy.OfOneRange ? $"203.0.{number / 250}.{1 + (number % 250)}" : $"203.{number / 250}.{number % 250}.1";
            _sources.Enqueue((Network(address), null), TimeSpan.Zero);
        }

        foreach (int number in Enumerable.Range(0, strategy.KnownNetworks))
        {
            _sources.Enqueue((Known(number), null), TimeSpan.Zero);
        }

        foreach (int number in Enumerable.Range(0, strategy.Cookies))
        {
            _sources.Enqueue((Network($"192.0.{number}.1"), $"device{number}"), TimeSpan.Zero);
        }
    }

    public int Restarts { get; private set; }

    public GuessTimes Play()
    {
        var guesses = new GuessTimes();
        while (_sources.TryDequeue(out (ClientNetwork Client, string? Device) source, out TimeSpan at) && at < Year)
        {
            _time.Now = at;
            Restart();
            SignIn();
            TimeSpan rest = RestOf(at);
            _sources.Enqueue(source, rest > TimeSpan.Zero ? at + rest : at + Guess(source, guesses));
        }

        return guesses;
    }

    public void Dispose()
    {
        _throttle.Dispose();
        _services.Dispose();
    }

    private static ClientNetwork Network(string address) => ClientNetwork.From(IPAddress.Parse(address));

    private static ClientNetwork Known(int number) => Network($"198.51.{number}.1");

    private AttemptThrottle NewThrottle() => new(new AttemptThrottleOptions(), _metrics, _time, NullLogger.Instance);

    private TimeSpan Guess((ClientNetwork Client, string? Device) source, GuessTimes guesses)
    {
        var attempt = new PasswordAttempt(source.Client, source.Device, Alice.Name);
        for (int form = 0; form < _strategy.OtherForms; form++)
        {
            Guess(attempt, new AttemptedUser($"form{_code % 997}.{form}", IsKnown: false));
        }

        TimeSpan wait = Guess(attempt, Alice);
        if (wait == TimeSpan.Zero)
        {
            guesses.Add(_time.Now);
        }

        return wait;
    }

    private TimeSpan Guess(PasswordAttempt attempt, AttemptedUser user)
    {
        TimeSpan wait = _throttle.WaitBeforeHash(attempt, user);
        if (wait == TimeSpan.Zero)
        {
            _throttle.Failed(attempt, user, ++_code);
            _throttle.End(attempt);
        }

        return wait;
    }

    private TimeSpan RestOf(TimeSpan at)
    {
        TimeSpan round = _strategy.AttackFor + _strategy.RestFor;
        TimeSpan within = TimeSpan.FromTicks(at.Ticks % round.Ticks);
        return within < _strategy.AttackFor ? TimeSpan.Zero : round - within;
    }

    private void Restart()
    {
        if (_time.Now - _restarted >= _strategy.RestartEvery)
        {
            _restarted = _time.Now;
            _throttle.Dispose();
            _throttle = NewThrottle();
            _signedIn = TimeSpan.MinValue;
            Restarts++;
        }
    }

    /// <summary>The owner signs in now and then, in each network of the owner's, which keeps them known.</summary>
    private void SignIn()
    {
        if (_signedIn == TimeSpan.MinValue || _time.Now - _signedIn >= TimeSpan.FromDays(7))
        {
            _signedIn = _time.Now;
            for (int number = 0; number < AttemptLimit.MaxNetworks; number++)
            {
                _throttle.Succeeded(new PasswordAttempt(Known(number), device: null), Alice);
            }
        }
    }
}
