namespace HtpasswdAuth;

/// <summary>Checks of what a programmer passes, as opposed to what a person types. No message holds a secret.</summary>
internal static class OtpArguments
{
    public static void Check(ReadOnlySpan<byte> secret, OtpParameters parameters)
    {
        if (secret.IsEmpty)
        {
            throw new ArgumentException("Pass a secret: with an empty one, everybody knows the codes.", nameof(secret));
        }

        Check(parameters);
    }

    public static void Check(OtpParameters parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        if (!parameters.IsValid)
        {
            throw new ArgumentException(
                $"Use {nameof(OtpParameters)} of a known type and algorithm, with 6 to 8 digits and a period of 15 to 300 seconds.",
                nameof(parameters));
        }
    }

    public static void CheckRange(int value, int maximum, string parameterName)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(value, parameterName);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(value, maximum, parameterName);
    }
}
