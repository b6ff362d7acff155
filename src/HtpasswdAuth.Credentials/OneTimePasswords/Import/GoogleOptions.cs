using System.Buffers;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace HtpasswdAuth;

/// <summary>The options of a <c>~/.google_authenticator</c>.</summary>
internal sealed class GoogleOptions(string user, OtpImportCollector collector)
{
    private const string Totp = "TOTP_AUTH";
    private const string Hotp = "HOTP_COUNTER";
    private const string Step = "STEP_SIZE";
    private const string Used = "DISALLOW_REUSE";
    private const string Skew = "TIME_SKEW";
    private const string Disabled = "OTP_DISABLED";

    private static readonly SearchValues<char> NameCharacters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZ_0123456789");

    private readonly Dictionary<string, (int Line, string Value)> _options = new(StringComparer.Ordinal);

    /// <param name="number">The line's.</param>
    /// <param name="text">What follows the quotation mark.</param>
    public void Read(int number, ReadOnlySpan<char> text)
    {
        ReadOnlySpan<char> option = text.Trim();
        int space = option.IndexOfAny(' ', '\t');
        ReadOnlySpan<char> name = space < 0 ? option : option[..space];
        if (!text.StartsWith(' ') || name.IsEmpty || name.ContainsAnyExcept(NameCharacters))
        {
            collector.Report(number, "a quotation mark, but no option; not taken over", user);
        }
        else if (!_options.TryAdd(name.ToString(), (number, space < 0 ? "" : option[space..].Trim().ToString())))
        {
            collector.Report(number, "an earlier line has the same option, and that one counts", user);
        }
    }

    public bool TryApply(ImportedOtp entry, [NotNullWhen(true)] out ImportedOtp? result)
    {
        if (_options.TryGetValue(Disabled, out (int Line, string Value) disabled))
        {
            collector.Report(disabled.Line, "OTP_DISABLED: no code was asked for there; here one will be", user);
        }

        long counter = TakeHotp();
        result = counter > 0 ? WithCounter(entry, counter) : WithTime(entry);
        result = result is null || _options.Count == 0 ? result : result with
        {
            Foreign = new(OtpImportFormat.GoogleAuthenticator, _options.ToImmutableSortedDictionary(option => option.Key, option => option.Value.Value, StringComparer.Ordinal)),
        };
        return result is not null;
    }

    public static void Write(ImportedOtp entry, ExportBuffer target)
    {
        WriteIf(entry.ClockOffset != 0, Skew, entry.ClockOffset.ToString(CultureInfo.InvariantCulture), target);
        if (entry.Foreign is { Format: OtpImportFormat.GoogleAuthenticator } foreign)
        {
            foreach ((string name, string value) in foreign.Values)
            {
                WriteIf(true, name, value, target);
            }
        }

        if (entry.Parameters.Type == OtpType.Hotp)
        {
            WriteIf(true, Hotp, entry.Counter.ToString(CultureInfo.InvariantCulture), target);
            return;
        }

        WriteIf(entry.Parameters.Period != 30, Step, entry.Parameters.Period.ToString(CultureInfo.InvariantCulture), target);
        WriteIf(true, Used, string.Join(' ', entry.UsedSteps.Select(step => step.ToString(CultureInfo.InvariantCulture))), target);
        WriteIf(true, Totp, "", target);
    }

    private static void WriteIf(bool condition, string name, string value, ExportBuffer target)
    {
        if (condition)
        {
            target.Append("\" ").Append(name).Append(value.Length == 0 ? "" : " ").Append(value).Append("\n");
        }
    }

    private static ImportedOtp WithCounter(ImportedOtp entry, long counter) =>
        entry with { Counter = counter, Parameters = OtpParameters.Default with { Type = OtpType.Hotp } };

    /// <returns>The counter; 0 if codes count time.</returns>
    private long TakeHotp()
    {
        if (!_options.TryGetValue(Hotp, out (int Line, string Value) option)
            || !long.TryParse(option.Value, NumberStyles.None, CultureInfo.InvariantCulture, out long counter)
            || counter < 1)
        {
            return 0;
        }

        _options.Remove(Hotp);
        return counter;
    }

    private ImportedOtp? WithTime(ImportedOtp entry)
    {
        if (!_options.Remove(Totp))
        {
            collector.Report(1, "neither TOTP_AUTH nor a HOTP_COUNTER: taken for TOTP", user);
        }

        int period = 30;
        if (_options.Remove(Step, out (int Line, string Value) step) && !TryRead(step.Value, out period))
        {
            collector.Report(step.Line, "no step size, so that Google's module let nobody in; the user must enrol anew", user);
            return null;
        }

        return entry with { Parameters = OtpParameters.Default with { Period = period }, ClockOffset = TakeSkew(), UsedSteps = TakeUsed() };
    }

    private int TakeSkew()
    {
        if (!_options.TryGetValue(Skew, out (int Line, string Value) option)
            || !int.TryParse(option.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int offset)
            || offset == 0)
        {
            return 0;
        }

        _options.Remove(Skew);
        return offset;
    }

    private ImmutableArray<long> TakeUsed()
    {
        _options.Remove(Used, out (int Line, string Value) option);
        string[] words = (option.Value ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        ImmutableArray<long>.Builder steps = ImmutableArray.CreateBuilder<long>(words.Length);
        foreach (string word in words)
        {
            if (!long.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out long step))
            {
                collector.Report(option.Line, "not all of the used steps are numbers; the others were taken over", user);
                continue;
            }

            steps.Add(step);
        }

        return steps.ToImmutable();
    }

    private static bool TryRead(string text, out int number) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
