using System.Text;

namespace HtpasswdAuth;

/// <summary>
/// tinyauth's users: <c>user:bcrypt[:base32]</c>, a line each or separated by commas, white space around fields ignored, <c>$$</c> for
/// <c>$</c> as Docker Compose wants it. TOTP with SHA-1, 6 digits and 30 seconds only. As there, the first entry of a user counts.
/// </summary>
internal sealed class TinyauthFormat : IOtpImportFormat
{
    public bool LastEntryCounts => false;

    public ImportedParts Keeps => ImportedParts.PasswordHash;

    /// <summary>A file without any third field is as well a password file of Apache.</summary>
    public bool Recognizes(ReadOnlySpan<byte> content)
    {
        foreach (Range range in content.SplitAny("\n,"u8))
        {
            ReadOnlySpan<byte> entry = content[range];
            int hash = entry.IndexOf((byte)':') + 1;
            if (hash > 0 && entry[hash..].TrimStart(" $"u8).StartsWith("2"u8) && entry[hash..].Contains((byte)':'))
            {
                return true;
            }
        }

        return false;
    }

    public void Read(ReadOnlySpan<byte> content, string user, OtpImportCollector collector)
    {
        foreach (ImportLine line in ImportLines.Of(content))
        {
            ReadOnlySpan<char> text = line.Text;
            foreach (Range range in text.Split(','))
            {
                if (!text[range].IsWhiteSpace())
                {
                    ReadEntry(line.Number, text[range], collector);
                }
            }
        }
    }

    public string? Refusal(ImportedOtp entry)
    {
        if (entry.PasswordHash is null || !IsBcrypt(entry.PasswordHash))
        {
            return "the format needs a bcrypt hash of the user's password; left out";
        }

        return entry.User.Contains(',') || entry.User.Contains("$$", StringComparison.Ordinal) || entry.User != entry.User.Trim()
            ? "the format has no way to write a comma, \"$$\" or white space around a name; left out"
            : OtpImportRules.RefusalUnlessDefault(entry);
    }

    public void Write(IReadOnlyList<ImportedOtp> entries, ExportBuffer target)
    {
        foreach (ImportedOtp entry in entries)
        {
            target.Append(entry.User).Append(":").Append(entry.PasswordHash);
            target.Append(entry.Secret.IsEmpty ? "" : ":").Append(Base32.Encode(entry.Secret.Span)).Append("\n");
        }
    }

    private static void ReadEntry(int number, ReadOnlySpan<char> text, OtpImportCollector collector)
    {
        Span<Range> fields = stackalloc Range[4];
        int count = text.Split(fields, ':', StringSplitOptions.TrimEntries);
        string hash = count is 2 or 3 ? Unescape(text[fields[1]]) : "";
        if (!IsBcrypt(hash))
        {
            // The name is not told: in a file of another format it might be anything.
            collector.Report(number, "not user:bcrypt or user:bcrypt:secret; not taken over");
            return;
        }

        string user = Unescape(text[fields[0]]);
        byte[]? secret = [];
        if (count == 3 && !Base32.TryDecode(text[fields[2]], out secret))
        {
            collector.Report(number, "no base32 secret; the user must enrol anew", user);
        }
        else if (collector.Wants(number, user))
        {
            collector.Add(number, new ImportedOtp { User = user, Secret = secret, PasswordHash = hash });
        }
    }

    private static string Unescape(ReadOnlySpan<char> text) => text.ToString().Replace("$$", "$", StringComparison.Ordinal);

    private static bool IsBcrypt(string hash) =>
        PasswordHash.TryIdentify(Encoding.UTF8.GetBytes(hash), out PasswordHashInfo info) && info.Algorithm == PasswordHashAlgorithm.Bcrypt;
}
