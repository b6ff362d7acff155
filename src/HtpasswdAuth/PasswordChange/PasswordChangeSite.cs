using Microsoft.Extensions.Logging;

namespace HtpasswdAuth;

/// <summary>What the changing of passwords takes from its scheme.</summary>
internal sealed class PasswordChangeSite
{
    /// <summary>Gets the name of the scheme.</summary>
    public required string Scheme { get; init; }

    public required string Realm { get; init; }

    /// <summary>Gets the longest password that a sign-in may send, in bytes.</summary>
    public required int MaxPasswordBytes { get; init; }

    /// <summary>Gets the longest new password that what is stored of it tells the whole of, in bytes.</summary>
    public required int MaxNewPasswordBytes { get; init; }

    /// <summary>Gets the options, with their paths made full.</summary>
    public required PasswordChangeOptions Options { get; init; }

    /// <summary>Gets what checks the current passwords.</summary>
    public required IPasswordVerifier Verifier { get; init; }

    /// <summary>Gets what writes the new ones.</summary>
    public required IPasswordWriter Writer { get; init; }

    public required PasswordStandings Standings { get; init; }

    /// <summary>Gets what tells whether a user gives a one-time code at every sign-in.</summary>
    public required Func<string, bool> HasSecondFactor { get; init; }

    public required TimeProvider Time { get; init; }

    /// <summary>Gets the scheme's logger.</summary>
    public required ILogger Logger { get; init; }

    /// <summary>Gets the logger of the category <see cref="PasswordAudit.Category"/>.</summary>
    public required ILogger Audit { get; init; }

    public IPasswordStrength? Strength { get; init; }

    public IBreachedPasswords? Breached { get; init; }

    public IReadOnlyList<IPasswordChanged> Hooks { get; init; } = [];
}
