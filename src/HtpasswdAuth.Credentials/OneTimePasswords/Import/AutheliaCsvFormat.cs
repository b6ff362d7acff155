using System.Globalization;
using System.Text;

namespace HtpasswdAuth;

/// <summary>
/// <c>authelia storage user totp export csv</c>: a header and a line for each user. Authelia does not quote; quoted fields are read, and
/// written where a comma or a quotation mark asks for it (RFC 4180).
/// </summary>
internal sealed class AutheliaCsvFormat : IOtpImportFormat
{
    private const string Header = "issuer,username,algorithm,digits,period,secret";
    private const int Columns = 6;

    public ImportedParts Keeps => ImportedParts.Issuer;

    public bool Recognizes(ReadOnlySpan<byte> content) =>
        ImportLines.First(content) is { Length: < 256 } line && IsHeader(Encoding.UTF8.GetString(line).Split(',', StringSplitOptions.TrimEntries));

    public void Read(ReadOnlySpan<byte> content, string user, OtpImportCollector collector)
    {
        string[]? names = null;
        Span<Range> fields = stackalloc Range[Columns + 1];
        foreach (ImportLine line in ImportLines.Of(content))
        {
            if (line.Text.IsWhiteSpace())
            {
                continue;
            }

            int count = CsvFields.Split(line.Text, fields);
            if (names is null)
            {
                names = ReadHeader(line.Text, fields[..Math.Max(count, 0)]);
                if (!IsHeader(names))
                {
                    collector.Report(line.Number, $"the first line must be {Header}; nothing was read");
                    return;
                }
            }
            else if (count != Columns)
            {
                collector.Report(line.Number, $"not {Columns} fields, or a quotation mark that is not closed on the line; not taken over");
            }
            else
            {
                ReadRecord(line, fields[..count], names, collector);
            }
        }

        if (names is null)
        {
            collector.Report(0, $"the first line must be {Header}; nothing was read");
        }
    }

    public string? Refusal(ImportedOtp entry) => AutheliaEntry.Refusal(entry)
        ?? (entry.Issuer is { } issuer && issuer.AsSpan().ContainsAny('\r', '\n') ? "a line end in the issuer; left out" : null);

    public void Write(IReadOnlyList<ImportedOtp> entries, ExportBuffer target)
    {
        target.Append(Header).Append("\n");
        foreach (ImportedOtp entry in entries)
        {
            OtpParameters parameters = entry.Parameters;
            target.Append(CsvFields.Quote(entry.Issuer ?? "")).Append(",").Append(CsvFields.Quote(entry.User));
            target.Append(string.Create(CultureInfo.InvariantCulture, $",{AutheliaEntry.Format(parameters.Algorithm)},{parameters.Digits},{parameters.Period},"));
            target.Append(Base32.Encode(entry.Secret.Span)).Append("\n");
        }
    }

    private static bool IsHeader(IEnumerable<string> names) =>
        names.Order(StringComparer.Ordinal).SequenceEqual(Header.Split(',').Order(StringComparer.Ordinal));

    private static string[] ReadHeader(ReadOnlySpan<char> text, ReadOnlySpan<Range> fields)
    {
        string[] names = new string[fields.Length];
        for (int i = 0; i < names.Length; i++)
        {
            names[i] = text[fields[i]].Trim().ToString();
        }

        return names;
    }

    private static void ReadRecord(ImportLine line, ReadOnlySpan<Range> fields, string[] names, OtpImportCollector collector)
    {
        var entry = new AutheliaEntry(isSecretEncoded: false);
        for (int i = 0; i < names.Length; i++)
        {
            if (entry.Set(names[i], line.Text[fields[i]]) is { } complaint)
            {
                collector.Report(line.Number, $"{names[i]}: {complaint}; not taken over");
                return;
            }
        }

        entry.AddTo(collector, line.Number);
    }
}
