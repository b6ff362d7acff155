namespace HtpasswdAuth;

/// <summary>Time-based one-time passwords, RFC 6238.</summary>
public static class Totp
{
    private const int MaxWindow = 20;

    /// <summary>
    /// The step that contains a moment: the seconds since 1970 divided by the period, rounded down; negative before 1970.
    /// </summary>
    /// <exception cref="ArgumentException">The parameters are out of range.</exception>
    public static long GetStep(DateTimeOffset time, OtpParameters parameters)
    {
        OtpArguments.Check(parameters);
        (long step, long rest) = Math.DivRem(time.ToUnixTimeSeconds(), parameters.Period);
        return rest < 0 ? step - 1 : step;
    }

    /// <summary>The code of a step, with leading zeros.</summary>
    /// <exception cref="ArgumentException">The secret is empty, the parameters are out of range, or the step is negative.</exception>
    public static string Compute(ReadOnlySpan<byte> secret, long step, OtpParameters parameters)
    {
        OtpArguments.Check(secret, parameters);
        ArgumentOutOfRangeException.ThrowIfNegative(step);
        return OtpComputation.Compute(secret, step, parameters);
    }

    /// <summary>Compares a code with those of the steps around a moment, all of them, in fixed time.</summary>
    /// <param name="secret">The shared secret.</param>
    /// <param name="code">As typed; see <see cref="OtpCode"/>.</param>
    /// <param name="time">The moment. No code is that of a step before 1970.</param>
    /// <param name="window">How many steps before and after are accepted too; 0 to 20.</param>
    /// <param name="parameters">How codes are made.</param>
    /// <param name="step">
    /// The step whose code it is, the latest if it is that of several, and -1 if of none. Whoever accepts it must remember it, and
    /// accept only later ones from then on.
    /// </param>
    /// <exception cref="ArgumentException">
    /// The secret is empty, or the parameters or the window are out of range. Never because of the code.
    /// </exception>
    public static bool TryVerify(
        ReadOnlySpan<byte> secret, ReadOnlySpan<char> code, DateTimeOffset time, int window, OtpParameters parameters, out long step)
    {
        OtpArguments.Check(secret, parameters);
        OtpArguments.CheckRange(window, MaxWindow, nameof(window));

        step = -1;
        Span<char> digits = stackalloc char[OtpComputation.MaxDigits];
        digits = digits[..parameters.Digits];
        try
        {
            if (OtpCode.TryNormalize(code, digits))
            {
                long current = GetStep(time, parameters);
                long first = Math.Max(0, current - window);
                int count = (int)Math.Max(0, current + window + 1 - first);
                step = OtpComputation.FindLast(secret, digits, first, count, parameters.Algorithm);
            }
        }
        finally
        {
            OtpComputation.Clear(digits);
        }

        return step >= 0;
    }
}
