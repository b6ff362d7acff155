using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace HtpasswdAuth;

/// <summary>One scheme's passwords, put together: verifying them, who must change theirs, and changing them.</summary>
internal sealed class SchemePasswords : IDisposable
{
    public required PasswordChangeOptions Options { get; init; }

    /// <summary>Gets how the accounts are; <see langword="null"/> where the health of the users tells that too.</summary>
    public IStoreHealth? AccountHealth { get; init; }

    /// <summary>Gets what hashes passwords and compares them; <see langword="null"/> where a scheme has another way.</summary>
    public CredentialVerifier? Verifier { get; init; }

    public required PasswordStandings Standings { get; init; }

    public required PasswordChanger Changer { get; init; }

    /// <summary>Gets what replaces weak hashes; <see langword="null"/> where they stay.</summary>
    public HashUpgrader? Upgrader { get; init; }

    public required PasswordChangeChallenge Challenge { get; init; }

    /// <summary>Adds how the accounts are to what is known of the users.</summary>
    public HealthCheckResult CheckHealth(HealthCheckResult users) => SharedStoreHealthCheck.Add(users, AccountHealth?.GetHealth());

    public void Dispose()
    {
        Upgrader?.Dispose();
        Changer.Dispose();
        Verifier?.Dispose();
    }
}
