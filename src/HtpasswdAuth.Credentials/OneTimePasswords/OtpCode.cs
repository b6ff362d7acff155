namespace HtpasswdAuth;

/// <summary>A one-time password as people type it.</summary>
public static class OtpCode
{
    /// <summary>
    /// Leaves out white space and hyphens and turns the decimal digits of any script into ASCII ones.
    /// </summary>
    /// <param name="typed">What was typed.</param>
    /// <param name="code">Gets the digits; its length says how many there must be.</param>
    /// <returns>Whether it was exactly that many digits.</returns>
    public static bool TryNormalize(ReadOnlySpan<char> typed, Span<char> code) => throw new NotImplementedException();
}
