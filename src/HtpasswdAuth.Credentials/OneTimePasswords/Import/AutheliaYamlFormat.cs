using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace HtpasswdAuth;

/// <summary>
/// <c>authelia storage user totp export</c>: YAML of one shape, <c>totp_configurations:</c> with a list of mappings in block or flow
/// style, and nothing else of YAML. The secret is base64 of the base32 text.
/// </summary>
internal sealed class AutheliaYamlFormat : IOtpImportFormat
{
    internal const string Root = "totp_configurations";

    public ImportedParts Keeps => ImportedParts.Issuer;

    public bool Recognizes(ReadOnlySpan<byte> content)
    {
        foreach (Range range in content.Split((byte)'\n'))
        {
            ReadOnlySpan<byte> line = content[range];
            if (line.StartsWith("totp_configurations:"u8))
            {
                return true;
            }
        }

        return false;
    }

    public void Read(ReadOnlySpan<byte> content, string user, OtpImportCollector collector)
    {
        var reader = new AutheliaYamlReader(collector);
        foreach (ImportLine line in ImportLines.Of(content))
        {
            reader.Read(line);
        }

        reader.End();
    }

    public string? Refusal(ImportedOtp entry) => AutheliaEntry.Refusal(entry);

    public void Write(IReadOnlyList<ImportedOtp> entries, ExportBuffer target)
    {
        target.Append(Root).Append(entries.Count == 0 ? ": []\n" : ":\n");
        foreach (ImportedOtp entry in entries)
        {
            string text = Base32.Encode(entry.Secret.Span);
            ImmutableArray<(string Name, string Value)> fields =
            [
                (AutheliaEntry.CreatedName, Format(entry.Created)),
                (AutheliaEntry.LastUsedName, Format(entry.LastUsed)),
                (AutheliaEntry.UserName, YamlScalar.Format(entry.User)),
                (AutheliaEntry.IssuerName, YamlScalar.Format(entry.Issuer ?? "")),
                (AutheliaEntry.AlgorithmName, AutheliaEntry.Format(entry.Parameters.Algorithm)),
                (AutheliaEntry.DigitsName, entry.Parameters.Digits.ToString(CultureInfo.InvariantCulture)),
                (AutheliaEntry.PeriodName, entry.Parameters.Period.ToString(CultureInfo.InvariantCulture)),
                (AutheliaEntry.SecretName, Convert.ToBase64String(Encoding.ASCII.GetBytes(text))),
            ];
            for (int i = 0; i < fields.Length; i++)
            {
                target.Append(i == 0 ? "    - " : "      ").Append(fields[i].Name).Append(": ").Append(fields[i].Value).Append("\n");
            }
        }
    }

    private static string Format(DateTimeOffset? time) => time switch
    {
        null => "null",
        { Offset.Ticks: 0 } utc => utc.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture),
        { } local => local.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz", CultureInfo.InvariantCulture),
    };
}
