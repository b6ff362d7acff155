namespace HtpasswdAuth;

/// <summary>Time-based one-time passwords, RFC 6238.</summary>
public static class Totp
{
    /// <summary>The step that contains a moment: the seconds since 1970 divided by the period.</summary>
    public static long GetStep(DateTimeOffset time, OtpParameters parameters) => throw new NotImplementedException();

    /// <summary>The code of a step, with leading zeros.</summary>
    public static string Compute(ReadOnlySpan<byte> secret, long step, OtpParameters parameters) => throw new NotImplementedException();

    /// <summary>Compares a code with those of the steps around a moment, all of them, in fixed time.</summary>
    /// <param name="secret">The shared secret.</param>
    /// <param name="code">As typed; see <see cref="OtpCode"/>.</param>
    /// <param name="time">The moment.</param>
    /// <param name="window">How many steps before and after are accepted too; 0 to 20.</param>
    /// <param name="parameters">How codes are made.</param>
    /// <param name="step">The step whose code it is. Whoever accepts it must remember it, and accept only later ones from then on.</param>
    public static bool TryVerify(
        ReadOnlySpan<byte> secret, ReadOnlySpan<char> code, DateTimeOffset time, int window, OtpParameters parameters, out long step) =>
        throw new NotImplementedException();
}
