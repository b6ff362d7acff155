namespace HtpasswdAuth;

/// <summary>How one-time passwords are made from a secret.</summary>
public sealed record OtpParameters
{
    internal const int ShortestPeriod = 15;
    internal const int LongestPeriod = 300;

    /// <summary>TOTP with HMAC-SHA-1, 6 digits and 30 seconds: what every authenticator app understands.</summary>
    public static OtpParameters Default { get; } = new();

    /// <summary>Gets whether time or codes are counted.</summary>
    public OtpType Type { get; init; }

    /// <summary>Gets the HMAC.</summary>
    public OtpAlgorithm Algorithm { get; init; }

    /// <summary>Gets the length of a code in decimal digits.</summary>
    /// <value>6 to 8; 6 by default.</value>
    public int Digits { get; init; } = 6;

    /// <summary>Gets the length of a step of time in seconds. HOTP does not use it.</summary>
    /// <value>15 to 300; 30 by default.</value>
    public int Period { get; init; } = 30;

    /// <summary>Gets whether every value is in its range. Whatever takes parameters throws an <see cref="ArgumentException"/> otherwise.</summary>
    public bool IsValid => Enum.IsDefined(Type) && Enum.IsDefined(Algorithm) && Digits is >= 6 and <= 8 && Period is >= ShortestPeriod and <= LongestPeriod;
}
