using System.Text;

namespace HtpasswdAuth;

/// <summary>Addresses as authenticator apps read them, a line each; blank lines and those that begin with <c>#</c> are passed over.</summary>
internal sealed class OtpAuthUriListFormat : IOtpImportFormat
{
    public ImportedParts Keeps => ImportedParts.Issuer;

    public bool Recognizes(ReadOnlySpan<byte> content)
    {
        ReadOnlySpan<byte> line = ImportLines.First(content);
        return line.Length > 10 && Ascii.EqualsIgnoreCase(line[..10], "otpauth://"u8);
    }

    public void Read(ReadOnlySpan<byte> content, string user, OtpImportCollector collector)
    {
        foreach (ImportLine line in ImportLines.Of(content))
        {
            ReadOnlySpan<char> text = line.Text.Trim();
            if (text.IsEmpty || text[0] == '#')
            {
                continue;
            }

            if (!OtpAuthUri.TryParse(text.ToString(), out OtpAuthUri? uri))
            {
                collector.Report(line.Number, "no otpauth:// address with a secret and supported parameters; not taken over");
            }
            else if (collector.Wants(line.Number, uri.Account))
            {
                collector.Add(line.Number, new ImportedOtp
                {
                    User = uri.Account,
                    Secret = uri.Secret,
                    Parameters = uri.Parameters,
                    Issuer = uri.Issuer,
                    Counter = uri.Counter,
                });
            }
        }
    }

    public string? Refusal(ImportedOtp entry) => null;

    public void Write(IReadOnlyList<ImportedOtp> entries, ExportBuffer target)
    {
        foreach (ImportedOtp entry in entries)
        {
            target.Append(new OtpAuthUri(entry.User, entry.Secret.Span, entry.Parameters, entry.Issuer, entry.Counter).Format()).Append("\n");
        }
    }
}
