namespace HtpasswdAuth;

/// <summary>Counter-based one-time passwords, RFC 4226.</summary>
public static class Hotp
{
    /// <summary>The code of a counter, with leading zeros.</summary>
    public static string Compute(ReadOnlySpan<byte> secret, long counter, OtpParameters parameters) => throw new NotImplementedException();

    /// <summary>Compares a code with those of the counters from the expected one on, all of them, in fixed time.</summary>
    /// <param name="secret">The shared secret.</param>
    /// <param name="code">As typed; see <see cref="OtpCode"/>.</param>
    /// <param name="expected">The first counter that was not used yet.</param>
    /// <param name="lookAhead">How many counters beyond it are accepted too; 0 to 100.</param>
    /// <param name="parameters">How codes are made.</param>
    /// <param name="counter">The counter whose code it is. Whoever accepts it must remember it, and accept only later ones from then on.</param>
    public static bool TryVerify(
        ReadOnlySpan<byte> secret, ReadOnlySpan<char> code, long expected, int lookAhead, OtpParameters parameters, out long counter) =>
        throw new NotImplementedException();

    /// <summary>Finds a token again that was pressed far too often: two codes in a row, RFC 4226 section 7.4.</summary>
    /// <param name="secret">The shared secret.</param>
    /// <param name="first">A code as typed.</param>
    /// <param name="second">The next one.</param>
    /// <param name="expected">The first counter that was not used yet.</param>
    /// <param name="lookAhead">How far to search; 0 to 10,000.</param>
    /// <param name="parameters">How codes are made.</param>
    /// <param name="counter">The counter of the second code.</param>
    public static bool TryResynchronize(
        ReadOnlySpan<byte> secret, ReadOnlySpan<char> first, ReadOnlySpan<char> second, long expected, int lookAhead, OtpParameters parameters, out long counter) =>
        throw new NotImplementedException();
}
