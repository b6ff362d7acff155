using System.Buffers;

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

        var reader = new GoogleReader(user, collector);
        foreach (ImportLine line in ImportLines.Of(content))
        {
            reader.Read(line);
        }

        reader.End();
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

        return entry.RecoveryCodes.All(code => GoogleReader.IsScratchCode(code)) ? null : "the format knows only recovery codes of eight digits; left out";
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
}
