using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Text;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace HtpasswdAuth.Benchmarks.Storm;

/// <summary>A verifier over a file of many users that remembers nothing, so that every login is hashed.</summary>
internal sealed class LoginSite : ICredentialStore, IDisposable
{
    private readonly LoginCase _case;
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly HtpasswdMetrics _metrics;
    private readonly CredentialVerifier _verifier;

    public LoginSite(LoginCase logins, HtpasswdFile file, int maxTogether)
    {
        _case = logins;
        Current = file;
        _metrics = new HtpasswdMetrics(_services.GetRequiredService<IMeterFactory>());
        var settings = new VerifierSettings
        {
            Cache = new VerifyCacheOptions { Enabled = false },
            MaxConcurrentVerifications = logins.Workers,
            MaxTogether = maxTogether,
        };
        var throttle = new AttemptThrottle(new AttemptThrottleOptions(), _metrics, TimeProvider.System, NullLogger.Instance);
        _verifier = new CredentialVerifier(
            this, settings, throttle, _ => AuthenticateResult.NoResult(), _metrics, TimeProvider.System, NullLogger.Instance);
    }

    public HtpasswdFile? Current { get; }

    public static HtpasswdFile CreateFile(LoginCase logins)
    {
        var parameters = new PasswordHashParameters(PasswordHashAlgorithm.Bcrypt, logins.Cost);
        string[] lines = new string[logins.Logins];
        Parallel.For(0, lines.Length, i => lines[i] = $"user{i}:{PasswordHash.Create(Password(i), parameters)}\n");
        return HtpasswdFile.Parse(Encoding.ASCII.GetBytes(string.Concat(lines)));
    }

    /// <summary>Sends all logins at once, each from a network of its own, and waits for all answers.</summary>
    public async Task<LoginFigures> LogInAsync()
    {
        using Process self = Process.GetCurrentProcess();
        TimeSpan processor = self.TotalProcessorTime;
        long started = Stopwatch.GetTimestamp();
        Task<bool>[] all = [.. Enumerable.Range(0, _case.Logins).Select(LogInAsync)];
        bool[] answers = await Task.WhenAll(all);
        TimeSpan elapsed = Stopwatch.GetElapsedTime(started);
        self.Refresh();
        return answers.All(succeeded => succeeded)
            ? new LoginFigures(answers.Length / elapsed.TotalSeconds, (self.TotalProcessorTime - processor).TotalMilliseconds / answers.Length)
            : throw new InvalidOperationException("A right password was refused.");
    }

    public void Dispose()
    {
        _verifier.Dispose();
        _metrics.Dispose();
        _services.Dispose();
    }

    private static byte[] Password(int user) => Encoding.ASCII.GetBytes($"correct horse {user}");

    private async Task<bool> LogInAsync(int user)
    {
        var attempt = new PasswordAttempt(new ClientNetwork((UInt128)user), device: null);
        VerificationResult result = await _verifier.VerifyAsync(Encoding.ASCII.GetBytes($"user{user}"), Password(user), attempt, CancellationToken.None);
        return result.Succeeded;
    }
}
