using System.Globalization;

namespace HtpasswdAuth;

/// <summary>
/// A token type of mod_authn_otp: <c>HOTP|MOTP[/E|/Tn[/digits]]</c>. Its sample writes <c>HOTP/T</c>, which its own parser refuses: here it is
/// taken for 30 seconds, as the old single letters <c>E</c> and <c>T</c> are read.
/// </summary>
internal readonly record struct ModAuthnOtpType(bool IsMobileOtp, OtpParameters Parameters)
{
    private const int DefaultPeriod = 30;

    public static bool TryParse(ReadOnlySpan<char> text, out ModAuthnOtpType type)
    {
        type = default;
        text = text is "E" ? "HOTP/E" : text is "T" ? "HOTP/T" : text;
        Span<Range> parts = stackalloc Range[4];
        int count = text.Split(parts, '/');
        bool isHotp = text[parts[0]].Equals("HOTP", StringComparison.OrdinalIgnoreCase);
        bool isMobileOtp = text[parts[0]].Equals("MOTP", StringComparison.OrdinalIgnoreCase);
        int period = 0;
        int digits = 6;
        if (count > 3
            || !(isHotp || isMobileOtp)
            || (count > 1 && !TryReadPeriod(text[parts[1]], out period))
            || (count > 2 && !TryRead(text[parts[2]], out digits)))
        {
            return false;
        }

        OtpType counted = period == 0 ? OtpType.Hotp : OtpType.Totp;
        type = new(isMobileOtp, new OtpParameters { Type = counted, Digits = digits, Period = period == 0 ? DefaultPeriod : period });
        return true;
    }

    /// <summary>As the module abbreviates it.</summary>
    public static string Format(OtpParameters parameters)
    {
        string counted = parameters.Type == OtpType.Hotp ? "/E" : string.Create(CultureInfo.InvariantCulture, $"/T{parameters.Period}");
        return parameters.Digits != 6
            ? string.Create(CultureInfo.InvariantCulture, $"HOTP{counted}/{parameters.Digits}")
            : parameters.Type == OtpType.Hotp ? "HOTP" : $"HOTP{counted}";
    }

    /// <param name="text"><c>E</c>, <c>T</c> or <c>Tn</c>.</param>
    /// <param name="period">Seconds; 0 if codes are counted.</param>
    private static bool TryReadPeriod(ReadOnlySpan<char> text, out int period)
    {
        period = text is "T" ? DefaultPeriod : 0;
        return text is "E" or "T" || (text.StartsWith('T') && TryRead(text[1..], out period));
    }

    private static bool TryRead(ReadOnlySpan<char> text, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number > 0;
}
