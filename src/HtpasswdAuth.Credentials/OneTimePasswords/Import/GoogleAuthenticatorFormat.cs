using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;

namespace HtpasswdAuth;

/// <summary>
/// <c>~/.google_authenticator</c> of Google's PAM module: the secret, options in lines that begin with a quotation mark, scratch codes.
/// SHA-1 and 6 digits only. As there, HOTP wins over TOTP, the first of several equal options counts, and no scratch code is read after
/// a line that is none.
/// </summary>
internal sealed class GoogleAuthenticatorFormat : IOtpImportFormat
{
    /// <summary>What the module itself reads at most.</summary>
    private const int MaxFile = 64 * 1024;

    private static readonly SearchValues<byte> Base32Characters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"u8);

    public bool IsOfOneUser => true;

    public ImportedParts Keeps => ImportedParts.RecoveryCodes | ImportedParts.ClockOffset;

    public bool Recognizes(ReadOnlySpan<byte> content)
    {
        int newline = content.IndexOf((byte)'\n');
        ReadOnlySpan<byte> secret = newline < 0 ? default : content[..newline].TrimEnd((byte)'\r');
        return secret.Length >= 16
            && secret.IndexOfAnyExcept(Base32Characters) < 0
            && content[newline..].IndexOf("\n\" "u8) >= 0;
    }

    public void Read(ReadOnlySpan<byte> content, string user, OtpImportCollector collector)
    {
        if (content.Length > MaxFile)
        {
            collector.Report(0, "more than 64 kB, which Google's module does not read; nothing was read");
            return;
        }

        if (!collector.Wants(1, user))
        {
            return;
        }

        byte[]? secret = null;
        var options = new GoogleOptions(user, collector);
        ImmutableArray<string>.Builder codes = ImmutableArray.CreateBuilder<string>();
        bool codesEnded = false;
        foreach (ImportLine line in ImportLines.Of(content))
        {
            ReadOnlySpan<char> text = line.Text.Trim();
            if (line.Number == 1)
            {
                _ = Base32.TryDecode(text, out secret);
            }
            else if (text.StartsWith('"'))
            {
                options.Read(line.Number, text[1..]);
            }
            else if (!codesEnded && IsScratchCode(text))
            {
                codes.Add(text.ToString());
            }
            else if (!text.IsEmpty)
            {
                collector.Report(line.Number, codesEnded ? "after a line that Google's module does not understand; not taken over" : "neither an option nor a scratch code; not taken over", user);
                codesEnded = true;
            }
        }

        if (secret is null)
        {
            collector.Report(1, "no base32 secret; the user must enrol anew", user);
        }
        else if (options.TryApply(new ImportedOtp { User = user, Secret = secret, RecoveryCodes = codes.ToImmutable() }, out ImportedOtp? entry))
        {
            collector.Add(1, entry);
        }
    }

    public string? Refusal(ImportedOtp entry)
    {
        if (entry.Parameters.Algorithm != OtpAlgorithm.Sha1 || entry.Parameters.Digits != 6)
        {
            return "the format knows only SHA-1 and 6 digits; left out";
        }

        if (entry.Parameters.Type == OtpType.Hotp && entry.Counter == 0)
        {
            return "the format knows no counter 0; left out, use a code first";
        }

        return entry.RecoveryCodes.All(code => IsScratchCode(code)) ? null : "the format knows only recovery codes of eight digits; left out";
    }

    /// <summary>The options in the order in which Google's program leaves them.</summary>
    public void Write(IReadOnlyList<ImportedOtp> entries, ExportBuffer target)
    {
        foreach (ImportedOtp entry in entries)
        {
            target.Append(Base32.Encode(entry.Secret.Span)).Append("\n");
            GoogleOptions.Write(entry, target);
            foreach (string code in entry.RecoveryCodes)
            {
                target.Append(code).Append("\n");
            }
        }
    }

    private static bool IsScratchCode(ReadOnlySpan<char> text) =>
        text.Length == 8 && text[0] != '0' && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out _);
}
