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

    /// <summary>How many spent recovery codes are remembered for an enrolment: many times more than anybody prints.</summary>
    public const int MaxUsedRecoveryCodes = 1000;

    /// <summary>Gets the enrolment that <see cref="LastStep"/> belongs to.</summary>
    public string? EnrolmentId { get; init; }

    /// <summary>Gets the last TOTP step or HOTP counter that was accepted; only later ones are from then on.</summary>
    public long LastStep { get; init; } = -1;

    /// <summary>
    /// Gets the wrong codes from all browsers together. One is given back a day, and all by a new password, a recovery code or an
    /// administrator; never by a right code, which a guesser's browser could send too.
    /// </summary>
    public OtpFailures Failures { get; init; }

    /// <summary>Gets the <see cref="PasswordState.VersionOf">version</see> of the password that <see cref="Failures"/> were counted with.</summary>
    public UInt128? FailuresVersion { get; init; }

    /// <summary>Gets the wrong recovery codes, from all browsers together.</summary>
    public OtpFailures RecoveryFailures { get; init; }

    /// <summary>Gets the wrong codes in a row from each browser that signed in as the user before, by the id in its cookie.</summary>
    public ImmutableDictionary<string, OtpFailures> DeviceFailures { get; init; } = ImmutableDictionary<string, OtpFailures>.Empty;

    /// <summary>Gets the keyed hashes of the recovery codes that are spent.</summary>
    public ImmutableHashSet<string> UsedRecoveryCodes { get; init; } = ImmutableHashSet<string>.Empty;

    /// <summary>Gets the number that sessions must have been begun with, or a higher one.</summary>
    public int Epoch { get; init; }

    /// <summary>Gets the single sessions that were ended before their time.</summary>
    public ImmutableArray<SignedOutSession> SignedOut { get; init; } = [];

    /// <summary>Gets when each app password was last used, in whole seconds, by its id; at most <see cref="OtpUser.MaxAppPasswords"/>.</summary>
    public ImmutableDictionary<string, DateTimeOffset> AppPasswordUses { get; init; } = ImmutableDictionary<string, DateTimeOffset>.Empty;

    /// <summary>Gets whether there is nothing to remember, so that the file needs no line.</summary>
    public bool IsDefault =>
        EnrolmentId is null && LastStep == -1 && Failures.Count == 0 && RecoveryFailures.Count == 0 && DeviceFailures.IsEmpty && UsedRecoveryCodes.IsEmpty
        && Epoch == 0 && SignedOut.IsEmpty && AppPasswordUses.IsEmpty;

    /// <summary>The failures that can end it for a browser: its own in a row if it is known, otherwise those of all browsers together.</summary>
    /// <param name="device">The id in its device cookie; <see langword="null"/> for an unknown browser.</param>
    public OtpFailures FailuresOf(string? device) => device is null ? Failures : DeviceFailures.GetValueOrDefault(device);

    /// <summary>Whether a step or counter is later than the last one accepted for the enrolment.</summary>
    public bool IsUnused(string enrolmentId, long step) => EnrolmentId != enrolmentId || step > LastStep;

    /// <summary>One more wrong code.</summary>
    /// <param name="device">The id in the device cookie, 1 to 64 letters, digits, hyphens and underscores; <see langword="null"/> for an unknown browser.</param>
    /// <param name="now">The moment.</param>
    public OtpUserState WithFailure(string? device, DateTimeOffset now)
    {
        OtpUserState counted = this with { Failures = OneMore(Failures, now, OtpFailures.GiveBack) };
        return device is null ? counted : counted with
        {
            DeviceFailures = MakeRoom(DeviceFailures, device, MaxDevices, one => one.Last).SetItem(device, FailuresOf(device).Next(now)),
        };
    }

    /// <summary>One more wrong recovery code. They are counted apart, so that a guesser of codes leaves the user this way in.</summary>
    /// <param name="now">The moment.</param>
    public OtpUserState WithRecoveryFailure(DateTimeOffset now) =>
        this with { RecoveryFailures = OneMore(RecoveryFailures, now, OtpFailures.RecoveryGiveBack) };

    /// <summary>The state with the password that the user has: with another one all wrong codes are given back.</summary>
    /// <param name="version">The version of the password.</param>
    /// <param name="isSame">Whether a version is of the same password.</param>
    /// <returns>The same reference if nothing is different.</returns>
    public OtpUserState WithPassword(UInt128 version, Func<UInt128, bool> isSame)
    {
        ArgumentNullException.ThrowIfNull(isSame);
        return FailuresVersion == version ? this
            : FailuresVersion is null || isSame(FailuresVersion.Value) ? this with { FailuresVersion = version }
            : Unlocked() with { FailuresVersion = version };
    }

    /// <summary>A code was accepted: its step is spent, and what a known browser had in a row is forgotten. What counts for all browsers is not.</summary>
    /// <exception cref="InvalidOperationException">The step is not unused; see <see cref="IsUnused"/>.</exception>
    public OtpUserState WithAccepted(string enrolmentId, long step, string? device)
    {
        if (!IsUnused(enrolmentId, step))
        {
            throw new InvalidOperationException("This step is spent, and its code must not be accepted.");
        }

        OtpUserState accepted = For(enrolmentId) with { LastStep = step };
        return device is null ? accepted : accepted with { DeviceFailures = DeviceFailures.Remove(device) };
    }

    /// <summary>A recovery code was accepted: it is spent, and the failures of every browser are forgotten.</summary>
    /// <param name="enrolmentId">The enrolment that it belongs to. Codes of an earlier one are forgotten: they open nothing.</param>
    /// <param name="recoveryCodeHash">The keyed hash; see <see cref="OtpEnrolment.TryFindRecoveryCode"/>.</param>
    /// <exception cref="InvalidOperationException">It is among <see cref="UsedRecoveryCodes"/>.</exception>
    public OtpUserState WithRecovery(string enrolmentId, string recoveryCodeHash)
    {
        if (UsedRecoveryCodes.Contains(recoveryCodeHash))
        {
            throw new InvalidOperationException("This recovery code is spent, and must not be accepted.");
        }

        OtpUserState state = For(enrolmentId).Unlocked();
        return state with { UsedRecoveryCodes = state.UsedRecoveryCodes.Add(recoveryCodeHash) };
    }

    /// <summary>Forgets all failures, as an administrator does for somebody who is blocked.</summary>
    public OtpUserState Unlocked() => this with
    {
        Failures = default,
        FailuresVersion = null,
        RecoveryFailures = default,
        DeviceFailures = ImmutableDictionary<string, OtpFailures>.Empty,
    };

    /// <summary>Ends all sessions of the user.</summary>
    /// <exception cref="OverflowException">It was done 2,147,483,647 times before.</exception>
    public OtpUserState WithSessionsRevoked() => this with { Epoch = checked(Epoch + 1), SignedOut = [] };

    /// <summary>Ends one session. Those remembered whose time is over are forgotten.</summary>
    public OtpUserState WithSignedOut(SignedOutSession session, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(session);
        ImmutableArray<SignedOutSession> remembered = SignedOut.RemoveAll(other => other.Expires <= now || other.Id == session.Id);
        if (session.Expires > now)
        {
            remembered = remembered.Add(session);
        }

        return remembered.Length <= MaxSignedOut ? this with { SignedOut = remembered } : WithSessionsRevoked();
    }

    /// <summary>Whether a session is ended, by itself or with all others.</summary>
    public bool IsSignedOut(string sessionId, int epoch) => epoch < Epoch || SignedOut.Any(session => session.Id == sessionId);

    /// <summary>Notes the use of an app password.</summary>
    public OtpUserState WithAppPasswordUse(string id, DateTimeOffset now)
    {
        DateTimeOffset used = OtpField.ToSeconds(now);
        return AppPasswordUses.TryGetValue(id, out DateTimeOffset last) && last == used
            ? this
            : this with { AppPasswordUses = MakeRoom(AppPasswordUses, id, OtpUser.MaxAppPasswords, use => use).SetItem(id, used) };
    }

    /// <summary>User and epoch only.</summary>
    public override string ToString() => $"{nameof(OtpUserState)} {{ User = {User}, Epoch = {Epoch} }}";

    /// <summary>A clock that was set back, and is right again later, gives nothing back for the time between.</summary>
    private static OtpFailures OneMore(OtpFailures failures, DateTimeOffset now, TimeSpan giveBack) =>
        failures.At(now, giveBack).Next(now) is var next && next.Last < failures.Last ? next with { Last = failures.Last } : next;

    /// <summary>What longest did not happen gives way to something new.</summary>
    private static ImmutableDictionary<string, T> MakeRoom<T>(
        ImmutableDictionary<string, T> known, string id, int most, Func<T, DateTimeOffset> time) =>
        known.Count < most || known.ContainsKey(id) ? known : known.Remove(known.MinBy(one => time(one.Value)).Key);

    /// <summary>This state, or that of a new enrolment, of which nothing is spent.</summary>
    private OtpUserState For(string enrolmentId) => EnrolmentId == enrolmentId
        ? this
        : this with { EnrolmentId = enrolmentId, LastStep = -1, UsedRecoveryCodes = ImmutableHashSet<string>.Empty };
}
