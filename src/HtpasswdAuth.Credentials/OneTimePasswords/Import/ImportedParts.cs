namespace HtpasswdAuth;

/// <summary>What one format has a place for and another has not. Dates, used steps and foreign settings are not counted: losing them harms nobody.</summary>
[Flags]
internal enum ImportedParts
{
    None = 0,
    Issuer = 1,
    Pin = 2,
    PasswordHash = 4,
    RecoveryCodes = 8,
    ClockOffset = 16,
}
