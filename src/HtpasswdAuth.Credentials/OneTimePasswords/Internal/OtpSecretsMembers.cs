namespace HtpasswdAuth;

/// <summary>The members that a line of the enrolment file may have, and which of them each kind of line has.</summary>
[Flags]
internal enum OtpSecretsMembers
{
    None = 0,
    User = 1 << 0,
    Type = 1 << 1,
    Id = 1 << 2,
    Algorithm = 1 << 3,
    Digits = 1 << 4,
    Period = 1 << 5,
    Counter = 1 << 6,
    Secret = 1 << 7,
    Created = 1 << 8,
    RecoveryKey = 1 << 9,
    RecoveryCodes = 1 << 10,
    Name = 1 << 11,
    Hash = 1 << 12,
    Expires = 1 << 13,
    Paths = 1 << 14,
    Methods = 1 << 15,

    Ticket = User | Type | Hash | Expires,
    AppPassword = User | Type | Id | Name | Hash | Created,
    AppPasswordScope = Expires | Paths | Methods,
    Enrolment = User | Type | Id | Algorithm | Digits | Secret | Created,
    Totp = Enrolment | Period,
    Hotp = Enrolment | Counter,
    Recovery = RecoveryKey | RecoveryCodes,
}
