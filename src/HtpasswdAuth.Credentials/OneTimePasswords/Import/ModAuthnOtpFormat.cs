using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace HtpasswdAuth;

/// <summary>
/// The users file of mod_authn_otp: <c>TYPE USER PIN KEY [OFFSET [FAILCOUNT] [LASTOTP LASTTIME [LASTIP]]]</c>, separated by white space.
/// SHA-1 only. As there, the first valid line of a user counts; what stands behind the offset is told apart by the number of fields.
/// </summary>
internal sealed class ModAuthnOtpFormat : IOtpImportFormat
{
    // What the module's buffers hold.
    private const int MaxName = 127;
    private const int MaxLine = 1023;

    private const string External = "+";
    private const string None = "-";
    private const string Failures = "FAILCOUNT";
    private const string LastOtp = "LASTOTP";
    private const string LastTime = "LASTTIME";
    private const string LastAddress = "LASTIP";

    private static readonly string[][] StateFields =
    [
        [], [Failures], [LastOtp, LastTime], [LastOtp, LastTime, LastAddress], [Failures, LastOtp, LastTime, LastAddress],
    ];

    public bool LastEntryCounts => false;

    public ImportedParts Keeps => ImportedParts.Pin | ImportedParts.ClockOffset;

    public bool Recognizes(ReadOnlySpan<byte> content)
    {
        string line = Encoding.UTF8.GetString(ImportLines.First(content)[..Math.Min(ImportLines.First(content).Length, MaxLine)]);
        string[] fields = line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return fields.Length >= 4 && ModAuthnOtpType.TryParse(fields[0], out _);
    }

    public void Read(ReadOnlySpan<byte> content, string user, OtpImportCollector collector)
    {
        foreach (ImportLine line in ImportLines.Of(content))
        {
            if (!line.Text.StartsWith('#') && !line.Text.IsWhiteSpace())
            {
                ReadLine(line.Number, line.Text, collector);
            }
        }
    }

    public string? Refusal(ImportedOtp entry)
    {
        if (entry.Parameters.Algorithm != OtpAlgorithm.Sha1)
        {
            return "the format knows only SHA-1; left out";
        }

        bool fits = IsWord(entry.User) && (entry.Pin is null || (IsWord(entry.Pin) && entry.Pin is not (External or None)));
        return fits ? null : "a name or a PIN that is too long or holds white space, which separates fields here; left out";
    }

    public void Write(IReadOnlyList<ImportedOtp> entries, ExportBuffer target)
    {
        foreach (ImportedOtp entry in entries)
        {
            string pin = entry.Pin ?? (entry.IsWithoutPassword ? None : External);
            long offset = entry.Parameters.Type == OtpType.Hotp ? entry.Counter : entry.ClockOffset;
            target.Append($"{ModAuthnOtpType.Format(entry.Parameters),-7} {entry.User,-13} {pin,-7} ").Append(Convert.ToHexStringLower(entry.Secret.Span));
            target.Append(string.Create(CultureInfo.InvariantCulture, $" {offset,-3} ")).Append(FormatState(entry.Foreign)).Append("\n");
        }
    }

    private static void ReadLine(int number, ReadOnlySpan<char> text, OtpImportCollector collector)
    {
        Span<Range> fields = stackalloc Range[10];
        int count = Split(text, fields);
        if (!ModAuthnOtpType.TryParse(text[fields[0]], out ModAuthnOtpType type))
        {
            collector.Report(number, "no token type of mod_authn_otp; not taken over");
            return;
        }

        if (count < 4)
        {
            collector.Report(number, "fewer than the four fields type, user, PIN and key; not taken over");
            return;
        }

        string user = text[fields[1]].ToString();
        if (type.IsMobileOtp)
        {
            collector.Report(number, "MOTP (Mobile-OTP) is not supported: no authenticator app knows it; the user must enrol anew", user);
        }
        else if (!TryReadKey(text[fields[3]], out byte[] secret) || !TryReadOffset(text, fields[..count], out long offset))
        {
            collector.Report(number, "a key that is not hexadecimal, or an offset that is no number; the user must enrol anew", user);
        }
        else if (collector.Wants(number, user))
        {
            OtpForeignSettings? state = ReadState(number, user, text, fields[..count], collector);
            collector.Add(number, Describe(user, secret, type.Parameters, offset, text[fields[2]].ToString()) with { Foreign = state });
        }
    }

    private static ImportedOtp Describe(string user, byte[] secret, OtpParameters parameters, long offset, string pin)
    {
        bool isHotp = parameters.Type == OtpType.Hotp;
        return new ImportedOtp
        {
            User = user,
            Secret = secret,
            Parameters = parameters,
            Counter = isHotp ? offset : 0,
            ClockOffset = isHotp ? 0 : (int)Math.Clamp(offset, int.MinValue, int.MaxValue),
            Pin = pin is External or None ? null : pin,
            IsWithoutPassword = pin == None,
        };
    }

    private static bool TryReadKey(ReadOnlySpan<char> hex, out byte[] key)
    {
        key = new byte[hex.Length / 2];
        return hex.Length % 2 == 0 && Convert.FromHexString(hex, key, out _, out _) == OperationStatus.Done;
    }

    private static bool TryReadOffset(ReadOnlySpan<char> text, ReadOnlySpan<Range> fields, out long offset)
    {
        offset = 0;
        return fields.Length < 5 || long.TryParse(text[fields[4]], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out offset);
    }

    private static OtpForeignSettings? ReadState(
        int number, string user, ReadOnlySpan<char> text, ReadOnlySpan<Range> fields, OtpImportCollector collector)
    {
        int count = Math.Max(0, fields.Length - 5);
        if (count >= StateFields.Length)
        {
            collector.Report(number, "more fields than mod_authn_otp knows; the last were not taken over", user);
            count = StateFields.Length - 1;
        }

        Dictionary<string, string> state = new(StringComparer.Ordinal);
        for (int i = 0; i < count; i++)
        {
            state[StateFields[count][i]] = text[fields[5 + i]].ToString();
        }

        if (state.GetValueOrDefault(Failures) == "0")
        {
            state.Remove(Failures);
        }

        return state.Count == 0 ? null : new(OtpImportFormat.ModAuthnOtp, state.ToImmutableSortedDictionary(StringComparer.Ordinal));
    }

    private static string FormatState(OtpForeignSettings? foreign)
    {
        if (foreign is not { Format: OtpImportFormat.ModAuthnOtp, Values: { } values })
        {
            return "0 ";
        }

        string failures = $"{values.GetValueOrDefault(Failures, "0"),-2}";
        if (!values.TryGetValue(LastOtp, out string? otp))
        {
            return failures;
        }

        // Without the address there must be no failure count either: by their number the three fields would be taken for others.
        string last = $"{otp,-7} {values[LastTime]}";
        return values.TryGetValue(LastAddress, out string? address) ? $"{failures} {last} {address}" : last;
    }

    private static int Split(ReadOnlySpan<char> text, Span<Range> fields)
    {
        int count = 0;
        int position = 0;
        while (count < fields.Length)
        {
            while (position < text.Length && char.IsWhiteSpace(text[position]))
            {
                position++;
            }

            int start = position;
            while (position < text.Length && !char.IsWhiteSpace(text[position]))
            {
                position++;
            }

            if (start == position)
            {
                break;
            }

            fields[count++] = start..position;
        }

        return count;
    }

    private static bool IsWord(string text) =>
        text.Length > 0 && Encoding.UTF8.GetByteCount(text) <= MaxName && !text.Any(char.IsWhiteSpace);
}
