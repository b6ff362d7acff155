using System.Globalization;
using System.Text.Json;

namespace HtpasswdAuth;

/// <summary>
/// <c>tokens.json</c> of apache_2fa: one flat object. TOTP with SHA-1, 6 digits and 30 seconds only. Python's reader lets the last of
/// several equal keys count.
/// </summary>
internal sealed class Apache2faFormat : IOtpImportFormat
{
    public ImportedParts Keeps => ImportedParts.None;

    public bool Recognizes(ReadOnlySpan<byte> content) => content.TrimStart(" \t\r\n"u8).StartsWith("{"u8);

    public void Read(ReadOnlySpan<byte> content, string user, OtpImportCollector collector)
    {
        try
        {
            // To the end first: of a file that is broken anywhere nothing is taken over.
            Walk(content, null);
            Walk(content, collector);
        }
        catch (JsonException exception)
        {
            collector.Report((int)(exception.LineNumber ?? 0) + 1, "not JSON, or cut off; nothing was read");
        }
    }

    public string? Refusal(ImportedOtp entry) => OtpImportRules.RefusalUnlessDefault(entry);

    /// <summary>As Python's <c>json.dump</c> writes it, so that the other system's own file comes back byte for byte.</summary>
    public void Write(IReadOnlyList<ImportedOtp> entries, ExportBuffer target)
    {
        target.Append("{");
        for (int i = 0; i < entries.Count; i++)
        {
            target.Append(i == 0 ? "" : ", ");
            WriteText(target, entries[i].User);
            target.Append(": \"").Append(Base32.Encode(entries[i].Secret.Span)).Append("\"");
        }

        target.Append("}");
    }

    private static void Walk(ReadOnlySpan<byte> content, OtpImportCollector? collector)
    {
        var reader = new Utf8JsonReader(content);
        int line = 1;
        int counted = 0;
        while (reader.Read())
        {
            if (collector is null)
            {
                continue;
            }

            int start = (int)reader.TokenStartIndex;
            line += content[counted..start].Count((byte)'\n');
            counted = start;
            if (reader.CurrentDepth == 0 && reader.TokenType is not (JsonTokenType.StartObject or JsonTokenType.EndObject))
            {
                collector.Report(line, "not an object of users and secrets; nothing was read");
                return;
            }

            if (reader.TokenType == JsonTokenType.PropertyName)
            {
                ReadProperty(ref reader, line, collector);
            }
        }
    }

    private static void ReadProperty(ref Utf8JsonReader reader, int line, OtpImportCollector collector)
    {
        string? user = TextOf(ref reader);
        reader.Read();
        string? secret = reader.TokenType == JsonTokenType.String ? TextOf(ref reader) : null;
        reader.Skip();
        if (user is null)
        {
            collector.Report(line, "no user name that a password file can hold; not taken over");
        }
        else if (collector.Wants(line, user))
        {
            Add(line, user, secret, collector);
        }
    }

    private static void Add(int line, string user, string? secret, OtpImportCollector collector)
    {
        if (Base32.TryDecode(secret, out byte[]? bytes))
        {
            collector.Add(line, new ImportedOtp { User = user, Secret = bytes });
        }
        else
        {
            collector.Report(line, "no base32 secret; the user must enrol anew", user);
        }
    }

    /// <summary>The text; <see langword="null"/> if it is none, as a lone surrogate is not.</summary>
    private static string? TextOf(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private static void WriteText(ExportBuffer target, string text)
    {
        target.Append("\"");
        foreach (char character in text)
        {
            target.Append(character switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                '\t' => "\\t",
                '\b' => "\\b",
                '\f' => "\\f",
                < ' ' or > '~' => string.Create(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}"),
                _ => [character],
            });
        }

        target.Append("\"");
    }
}
