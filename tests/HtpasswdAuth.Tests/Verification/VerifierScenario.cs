using System.Diagnostics.Metrics;
using System.Text;
using HtpasswdAuth.Testing;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace HtpasswdAuth.Tests;

/// <summary>A verifier over a file that a test can change, which tells every hash it computes.</summary>
internal sealed class VerifierScenario : ICredentialStore, IDisposable
{
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly MeterListener _listener;
    private readonly HtpasswdMetrics _metrics;
    private readonly List<HashComputed> _hashes = [];

    public VerifierScenario(string file, VerifierSettings? settings = null, Func<string, AuthenticateResult>? createResult = null)
    {
        Current = HtpasswdFile.Parse(Encoding.UTF8.GetBytes(file));
        _metrics = new HtpasswdMetrics(_services.GetRequiredService<IMeterFactory>());
        _listener = FactoryListener.Of(_services.GetRequiredService<IMeterFactory>());
        _listener.SetMeasurementEventCallback<long>(Measured);
        _listener.Start();
        Verifier = new CredentialVerifier(
            this,
            settings ?? new VerifierSettings(),
            new AttemptThrottle(new AttemptThrottleOptions(), _metrics, Time, NullLogger.Instance),
            createResult ?? new TicketFactory("Htpasswd", null).Create,
            _metrics,
            Time,
            NullLogger.Instance);
    }

    public HtpasswdFile? Current { get; set; }

    /// <summary>The user of whom the file may be behind.</summary>
    public string? UncertainUser { get; set; }

    /// <summary>What the store finds out when it is asked before a mismatch is told.</summary>
    public Func<Task> Confirming { get; set; } = () => Task.CompletedTask;

    public FakeTimeProvider Time { get; } = new();

    public CredentialVerifier Verifier { get; }

    /// <summary>Every hash computed so far, in the order of completion.</summary>
    public IReadOnlyList<HashComputed> Hashes
    {
        get
        {
            lock (_hashes)
            {
                return [.. _hashes];
            }
        }
    }

    public long Queued { get; private set; }

    public static string Line(string userName, string password, PasswordHashAlgorithm algorithm = PasswordHashAlgorithm.Bcrypt, int? cost = 4) =>
        $"{userName}:{PasswordHash.Create(Encoding.UTF8.GetBytes(password), new PasswordHashParameters(algorithm, cost))}\n";

    public bool IsUncertain(ReadOnlySpan<byte> userName) =>
        UncertainUser is { } user && userName.SequenceEqual(Encoding.UTF8.GetBytes(user));

    public ValueTask ConfirmAsync() => new(Confirming());

    public void Change(string file) => Current = HtpasswdFile.Parse(Encoding.UTF8.GetBytes(file));

    public async Task<VerificationResult> VerifyAsync(
        string userName, string password, ClientNetwork client = default, string? device = null, CancellationToken cancellationToken = default) =>
        await Verifier.VerifyAsync(
            Encoding.UTF8.GetBytes(userName),
            Encoding.UTF8.GetBytes(password),
            new PasswordAttempt(client, device, userName),
            cancellationToken);

    public bool IsCached(string userName, string password, ClientNetwork client = default) =>
        Verifier.TryGetVerified(Encoding.UTF8.GetBytes(userName), Encoding.UTF8.GetBytes(password), client, out _);

    public void Dispose()
    {
        Verifier.Dispose();
        _listener.Dispose();
        _metrics.Dispose();
        _services.Dispose();
    }

    private void Measured(Instrument instrument, long value, ReadOnlySpan<KeyValuePair<string, object?>> tags, object? state)
    {
        if (instrument.Name == "htpasswd.verifications")
        {
            lock (_hashes)
            {
                _hashes.Add(new HashComputed((string)tags[0].Value!, (string)tags[1].Value!));
            }

        }
        else if (instrument.Name == "htpasswd.queue.length")
        {
            lock (_hashes)
            {
                Queued += value;
            }
        }
    }
}
