using HtpasswdAuth.Testing;
using Microsoft.Extensions.Logging;

namespace HtpasswdAuth.Tests;

/// <summary>A policy for the user <c>alice</c> of the site <c>www.observatory.example</c>, realm <c>Star Gazers</c>, with a hook for each thing a test may want otherwise.</summary>
internal sealed class PolicyScenario : IDisposable
{
    public const string GoodPassword = "violet kettle drums at seven";

    private readonly LoggerFactory _loggers = new();

    public PolicyScenario() => _loggers.AddProvider(Logs);

    public CapturedLogs Logs { get; } = new();

    public PasswordPolicyOptions Options { get; } = new();

    public int MaxBytes { get; init; } = 4096;

    public string UserName { get; init; } = "alice";

    public string CurrentPassword { get; init; } = "what it was before";

    public string? Host { get; init; } = "www.observatory.example";

    public bool HasSecondFactor { get; init; }

    public IPasswordStrength? Strength { get; init; }

    public IBreachedPasswords? Breached { get; init; }

    public ILogger CreateLogger() => _loggers.CreateLogger("policy");

    public async Task<IReadOnlyList<PasswordRefusal>> CheckAsync(string password)
    {
        var policy = new PasswordPolicy(Options, "Star Gazers", MaxBytes, Strength, Breached, CreateLogger());
        var context = new PasswordPolicyContext
        {
            UserName = UserName,
            CurrentPassword = CurrentPassword,
            Host = Host,
            HasSecondFactor = HasSecondFactor,
        };
        return await policy.CheckAsync(password, context, CancellationToken.None);
    }

    public async Task<PasswordRefusalCode[]> CodesAsync(string password) => [.. (await CheckAsync(password)).Select(refusal => refusal.Code)];

    public void Dispose() => _loggers.Dispose();
}
