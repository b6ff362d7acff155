using System.Collections.Immutable;
using System.Text.Unicode;

namespace HtpasswdAuth;

/// <summary>Reads and writes the files in which other systems keep one-time password secrets.</summary>
public static class OtpImport
{
    /// <summary>A longer file is not read. That also bounds the number of users, to some hundred thousand.</summary>
    public const int MaxBytes = 16 * 1024 * 1024;

    /// <summary>How many problems are told at most; the last one then says how many there are besides.</summary>
    public const int MaxProblems = 1_000;

    /// <summary>In the order of asking: from what is unmistakable to what is less so.</summary>
    private static readonly ImmutableArray<KeyValuePair<OtpImportFormat, IOtpImportFormat>> Formats =
    [
        new(OtpImportFormat.OtpAuthUris, new OtpAuthUriListFormat()),
        new(OtpImportFormat.Apache2fa, new Apache2faFormat()),
        new(OtpImportFormat.AutheliaCsv, new AutheliaCsvFormat()),
        new(OtpImportFormat.AutheliaYaml, new AutheliaYamlFormat()),
        new(OtpImportFormat.GoogleAuthenticator, new GoogleAuthenticatorFormat()),
        new(OtpImportFormat.ModAuthnOtp, new ModAuthnOtpFormat()),
        new(OtpImportFormat.Tinyauth, new TinyauthFormat()),
    ];

    /// <summary>Reads a file. What cannot be taken over is a problem and never an exception.</summary>
    /// <param name="format">What the file is.</param>
    /// <param name="content">The file, in UTF-8; at most <see cref="MaxBytes"/>.</param>
    /// <param name="user">Whose file it is. Required for <see cref="OtpImportFormat.GoogleAuthenticator"/>, ignored for the others, which name their users.</param>
    /// <exception cref="ArgumentException">The user is missing, or the format is none.</exception>
    public static OtpImportResult Read(OtpImportFormat format, ReadOnlySpan<byte> content, string? user = null)
    {
        IOtpImportFormat reader = Find(format);
        if (reader.IsOfOneUser)
        {
            ArgumentException.ThrowIfNullOrEmpty(user);
        }

        var collector = new OtpImportCollector(reader.LastEntryCounts);
        ReadOnlySpan<byte> text = WithoutMark(content);
        if (content.Length > MaxBytes)
        {
            collector.Report(0, $"the file has more than {MaxBytes / 1024 / 1024} MB; nothing was read");
        }
        else if (!Utf8.IsValid(text))
        {
            collector.Report(FirstInvalidLine(text), "not UTF-8; convert the file, nothing was read");
        }
        else
        {
            reader.Read(text, user ?? "", collector);
        }

        return collector.ToResult();
    }

    /// <summary>Tells a file's format by its content.</summary>
    /// <returns>Whether it looks like one of them; it may be broken all the same.</returns>
    public static bool TryDetect(ReadOnlySpan<byte> content, out OtpImportFormat format)
    {
        foreach ((OtpImportFormat candidate, IOtpImportFormat reader) in Formats)
        {
            if (content.Length <= MaxBytes && reader.Recognizes(WithoutMark(content)))
            {
                format = candidate;
                return true;
            }
        }

        format = default;
        return false;
    }

    /// <summary>
    /// Writes a file. Users that the format cannot hold are left out, and what it has no place for; both are problems. Dates, used steps
    /// and the settings of another system are left out without a word.
    /// </summary>
    /// <param name="format">What is to be written.</param>
    /// <param name="entries">The users.</param>
    /// <returns>The same content for the same entries. Reading it gives them again.</returns>
    /// <exception cref="ArgumentException">The format is none.</exception>
    public static OtpExportResult Write(OtpImportFormat format, IEnumerable<ImportedOtp> entries)
    {
        ArgumentNullException.ThrowIfNull(entries);
        IOtpImportFormat writer = Find(format);
        var selection = new OtpExportSelection(writer);
        foreach (ImportedOtp entry in entries)
        {
            selection.Add(entry);
        }

        using var buffer = new ExportBuffer();
        writer.Write(selection.Chosen, buffer);
        return new(buffer.ToArray(), selection.Problems);
    }

    private static IOtpImportFormat Find(OtpImportFormat format) =>
        Formats.FirstOrDefault(known => known.Key == format).Value ?? throw new ArgumentOutOfRangeException(nameof(format));

    private static ReadOnlySpan<byte> WithoutMark(ReadOnlySpan<byte> content) => content.StartsWith("\uFEFF"u8) ? content[3..] : content;

    private static int FirstInvalidLine(ReadOnlySpan<byte> text)
    {
        int number = 0;
        foreach (Range range in text.Split((byte)'\n'))
        {
            number++;
            if (!Utf8.IsValid(text[range]))
            {
                return number;
            }
        }

        return 0;
    }
}
