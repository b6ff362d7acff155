using System.Collections.Immutable;

namespace HtpasswdAuth;

/// <summary>
/// What changes with use: which codes are spent, how many were wrong, which sessions are over. Immutable; the methods return the
/// state that follows. It holds no secret.
/// </summary>
/// <param name="User">The user's name.</param>
public sealed record OtpUserState(string User)
{
    /// <summary>How many browsers of a user have failures of their own counted; the one longest quiet gives way.</summary>
    public const int MaxDevices = 16;

    /// <summary>How many single sessions are remembered as ended; one more ends all sessions of the user instead.</summary>
    public const int MaxSignedOut = 64;

    /// <summary>Gets the enrolment that <see cref="LastStep"/> belongs to.</summary>
    public string? EnrolmentId { get; init; }

    /// <summary>Gets the last TOTP step or HOTP counter that was accepted; only later ones are from then on.</summary>
    public long LastStep { get; init; } = -1;

    /// <summary>Gets the wrong codes in a row from browsers that never signed in as the user.</summary>
    public OtpFailures Failures { get; init; }

    /// <summary>Gets the wrong codes in a row from each browser that did, by the id in its cookie.</summary>
    public ImmutableDictionary<string, OtpFailures> DeviceFailures { get; init; } = ImmutableDictionary<string, OtpFailures>.Empty;

    /// <summary>Gets the keyed hashes of the recovery codes that are spent.</summary>
    public ImmutableHashSet<string> UsedRecoveryCodes { get; init; } = ImmutableHashSet<string>.Empty;

    /// <summary>Gets the number that sessions must have been begun with, or a higher one.</summary>
    public int Epoch { get; init; }

    /// <summary>Gets the single sessions that were ended before their time.</summary>
    public ImmutableArray<SignedOutSession> SignedOut { get; init; } = [];

    /// <summary>Gets when each app password was last used, by its id.</summary>
    public ImmutableDictionary<string, DateTimeOffset> AppPasswordUses { get; init; } = ImmutableDictionary<string, DateTimeOffset>.Empty;

    /// <summary>Gets the wrong codes in a row of the browser that has most, or of all strangers together.</summary>
    public int MostFailures => throw new NotImplementedException();

    /// <summary>The failures that count for a browser: its own if it is known, otherwise those of all strangers together.</summary>
    /// <param name="device">The id in its device cookie; <see langword="null"/> for an unknown browser.</param>
    public OtpFailures FailuresOf(string? device) => throw new NotImplementedException();

    /// <summary>Whether a step or counter is later than the last one accepted for the enrolment.</summary>
    public bool IsUnused(string enrolmentId, long step) => throw new NotImplementedException();

    /// <summary>One more wrong code.</summary>
    public OtpUserState WithFailure(string? device, DateTimeOffset now) => throw new NotImplementedException();

    /// <summary>A code was accepted: its step is spent, and the failures of that browser are forgotten. Those of others are not.</summary>
    public OtpUserState WithAccepted(string enrolmentId, long step, string? device) => throw new NotImplementedException();

    /// <summary>A recovery code was accepted: it is spent, and the failures of every browser are forgotten.</summary>
    public OtpUserState WithRecovery(string recoveryCodeHash) => throw new NotImplementedException();

    /// <summary>Forgets all failures, as an administrator does for somebody who is blocked.</summary>
    public OtpUserState Unlocked() => throw new NotImplementedException();

    /// <summary>Ends all sessions of the user.</summary>
    public OtpUserState WithSessionsRevoked() => throw new NotImplementedException();

    /// <summary>Ends one session. Those remembered whose time is over are forgotten.</summary>
    public OtpUserState WithSignedOut(SignedOutSession session, DateTimeOffset now) => throw new NotImplementedException();

    /// <summary>Whether a session is ended, by itself or with all others.</summary>
    public bool IsSignedOut(string sessionId, int epoch) => throw new NotImplementedException();

    /// <summary>Notes the use of an app password.</summary>
    public OtpUserState WithAppPasswordUse(string id, DateTimeOffset now) => throw new NotImplementedException();
}
