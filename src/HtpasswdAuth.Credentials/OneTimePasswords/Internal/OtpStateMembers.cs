namespace HtpasswdAuth;

/// <summary>The members that a line of the state file may have.</summary>
[Flags]
internal enum OtpStateMembers
{
    None = 0,
    User = 1 << 0,
    Enrolment = 1 << 1,
    Step = 1 << 2,
    Failures = 1 << 3,
    LastFailure = 1 << 4,
    Devices = 1 << 5,
    RecoveryCodes = 1 << 6,
    Epoch = 1 << 7,
    SignedOut = 1 << 8,
    AppPasswords = 1 << 9,
    FailuresVersion = 1 << 10,
    RecoveryFailures = 1 << 11,
    LastRecoveryFailure = 1 << 12,

    AllFailures = Failures | LastFailure,
    AllRecoveryFailures = RecoveryFailures | LastRecoveryFailure,
}
