using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace HtpasswdAuth;

/// <summary>One scheme's passwords, put together: verifying them, who must change theirs, and changing them.</summary>
internal sealed class SchemePasswords : IDisposable
{
    public required PasswordChangeOptions Options { get; init; }

    public required IPasswordStateStore States { get; init; }

    /// <summary>Gets the file of the states, where it is closed with this object and by nobody else.</summary>
    public IDisposable? OwnStates { get; init; }

    /// <summary>Gets how the database of accounts is, where there is one beside the password file.</summary>
    public IStoreHealth? AccountHealth { get; init; }

    /// <summary>Gets what hashes passwords and compares them; <see langword="null"/> where a scheme has another way.</summary>
    public CredentialVerifier? Verifier { get; init; }

    public required PasswordStandings Standings { get; init; }

    public required PasswordChanger Changer { get; init; }

    /// <summary>Gets what replaces weak hashes; <see langword="null"/> where they stay.</summary>
    public HashUpgrader? Upgrader { get; init; }

    public required PasswordChangeChallenge Challenge { get; init; }

    /// <summary>Adds what the password state file, or the database of accounts, looks like to what is known of the other files.</summary>
    public HealthCheckResult CheckHealth(HealthCheckResult others, DateTimeOffset now) =>
        States is IOtpFile file
            ? OtpStoreHealthCheck.AddPasswordState(others, file.Status, now)
            : SharedStoreHealthCheck.Add(others, AccountHealth?.GetHealth());

    public void Dispose()
    {
        Upgrader?.Dispose();
        Changer.Dispose();
        Verifier?.Dispose();
        OwnStates?.Dispose();
    }
}
