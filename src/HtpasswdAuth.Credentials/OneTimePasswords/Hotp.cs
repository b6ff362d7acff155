namespace HtpasswdAuth;

/// <summary>Counter-based one-time passwords, RFC 4226.</summary>
public static class Hotp
{
    private const int MaxLookAhead = 100;
    private const int MaxResynchronization = 10_000;

    /// <summary>The code of a counter, with leading zeros.</summary>
    /// <exception cref="ArgumentException">The secret is empty, the parameters are out of range, or the counter is negative.</exception>
    public static string Compute(ReadOnlySpan<byte> secret, long counter, OtpParameters parameters)
    {
        OtpArguments.Check(secret, parameters);
        ArgumentOutOfRangeException.ThrowIfNegative(counter);
        return OtpComputation.Compute(secret, counter, parameters);
    }

    /// <summary>Compares a code with those of the counters from the expected one on, all of them, in fixed time.</summary>
    /// <param name="secret">The shared secret.</param>
    /// <param name="code">As typed; see <see cref="OtpCode"/>.</param>
    /// <param name="expected">The first counter that was not used yet.</param>
    /// <param name="lookAhead">How many counters beyond it are accepted too; 0 to 100.</param>
    /// <param name="parameters">How codes are made.</param>
    /// <param name="counter">
    /// The counter whose code it is, the latest if it is that of several, and -1 if of none. Whoever accepts it must remember it, and
    /// accept only later ones from then on.
    /// </param>
    /// <exception cref="ArgumentException">
    /// The secret is empty, the expected counter is negative, or the parameters or how far to look are out of range. Never because
    /// of the code.
    /// </exception>
    public static bool TryVerify(
        ReadOnlySpan<byte> secret, ReadOnlySpan<char> code, long expected, int lookAhead, OtpParameters parameters, out long counter)
    {
        OtpArguments.Check(secret, parameters);
        ArgumentOutOfRangeException.ThrowIfNegative(expected);
        OtpArguments.CheckRange(lookAhead, MaxLookAhead, nameof(lookAhead));

        counter = -1;
        Span<char> digits = stackalloc char[OtpComputation.MaxDigits];
        digits = digits[..parameters.Digits];
        try
        {
            if (OtpCode.TryNormalize(code, digits))
            {
                int count = (int)Math.Min(lookAhead, long.MaxValue - expected) + 1;
                counter = OtpComputation.FindLast(secret, digits, expected, count, parameters.Algorithm);
            }
        }
        finally
        {
            OtpComputation.Clear(digits);
        }

        return counter >= 0;
    }

    /// <summary>Finds a token again that was pressed far too often: two codes in a row, RFC 4226 section 7.4.</summary>
    /// <param name="secret">The shared secret.</param>
    /// <param name="first">A code as typed.</param>
    /// <param name="second">The next one.</param>
    /// <param name="expected">The first counter that was not used yet.</param>
    /// <param name="lookAhead">How far beyond it the first code's counter may be; 0 to 10,000.</param>
    /// <param name="parameters">How codes are made.</param>
    /// <param name="counter">The counter of the second code, the latest if several fit, and -1 if none does.</param>
    /// <exception cref="ArgumentException">
    /// The secret is empty, the expected counter is negative, or the parameters or how far to look are out of range. Never because
    /// of the codes.
    /// </exception>
    public static bool TryResynchronize(
        ReadOnlySpan<byte> secret, ReadOnlySpan<char> first, ReadOnlySpan<char> second, long expected, int lookAhead,
        OtpParameters parameters, out long counter)
    {
        OtpArguments.Check(secret, parameters);
        ArgumentOutOfRangeException.ThrowIfNegative(expected);
        OtpArguments.CheckRange(lookAhead, MaxResynchronization, nameof(lookAhead));

        counter = -1;
        Span<char> digits = stackalloc char[2 * OtpComputation.MaxDigits];
        Span<char> firstDigits = digits[..parameters.Digits];
        Span<char> secondDigits = digits.Slice(OtpComputation.MaxDigits, parameters.Digits);
        try
        {
            if (OtpCode.TryNormalize(first, firstDigits) && OtpCode.TryNormalize(second, secondDigits))
            {
                int count = (int)Math.Min(lookAhead, long.MaxValue - expected - 1) + 2;
                counter = FindLastPair(secret, firstDigits, secondDigits, expected, count, parameters.Algorithm);
            }
        }
        finally
        {
            OtpComputation.Clear(digits);
        }

        return counter >= 0;
    }

    private static long FindLastPair(
        ReadOnlySpan<byte> secret, ReadOnlySpan<char> first, ReadOnlySpan<char> second, long expected, int count, OtpAlgorithm algorithm)
    {
        Span<char> candidate = stackalloc char[OtpComputation.MaxDigits];
        candidate = candidate[..first.Length];
        long found = -1;
        bool follows = false;
        try
        {
            for (int i = 0; i < count; i++)
            {
                OtpComputation.Write(secret, expected + i, algorithm, candidate);
                found = OtpComputation.AreEqual(second, candidate) && follows ? expected + i : found;
                follows = OtpComputation.AreEqual(first, candidate);
            }
        }
        finally
        {
            OtpComputation.Clear(candidate);
        }

        return found;
    }
}
