using Microsoft.Extensions.Logging;

namespace HtpasswdAuth;

/// <summary>What the replacing of weak hashes takes from its scheme.</summary>
internal sealed class HashUpgradeSite
{
    /// <summary>Gets the name of the scheme.</summary>
    public required string Scheme { get; init; }

    /// <summary>Gets what new passwords are hashed with.</summary>
    public required PasswordHashParameters Hash { get; init; }

    public required PasswordHashLimits Limits { get; init; }

    public required ICredentialStore Store { get; init; }

    /// <summary>Gets what writes the new hashes where <see cref="Store"/> has the old ones.</summary>
    public required IPasswordWriter Writer { get; init; }

    public required IHashUpgradeObstacle Obstacle { get; init; }

    public required IPasswordStateStore States { get; init; }

    /// <summary>Gets whether there can be sessions that are bound to a hash.</summary>
    public required bool HasSessions { get; init; }

    /// <summary>Gets how often other servers of the site look at what is stored, where they get no event.</summary>
    public required TimeSpan PollInterval { get; init; }

    public required HtpasswdMetrics Metrics { get; init; }

    public required TimeProvider Time { get; init; }

    /// <summary>Gets the scheme's logger.</summary>
    public required ILogger Logger { get; init; }

    /// <summary>Gets the logger of the category <see cref="PasswordAudit.Category"/>.</summary>
    public required ILogger Audit { get; init; }
}
