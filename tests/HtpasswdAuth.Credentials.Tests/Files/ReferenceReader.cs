using System.Text;

namespace HtpasswdAuth.Files;

/// <summary>
/// What httpd does, written slowly after its C source: a buffer filled line by line, trimmed, cut into words. Text is Latin-1,
/// so that a character is a byte. It departs from httpd only where <see cref="HtpasswdFile"/> says it does.
/// </summary>
internal sealed class ReferenceReader
{
    private const int BufferSize = 8192;

    public List<(string Name, string Hash)> Records { get; } = [];

    public Dictionary<string, (string Hash, bool HasColon)> Users { get; } = [];

    public List<CredentialFileProblem> Problems { get; } = [];

    public int Count => Users.Values.Count(user => user.HasColon);

    public static ReferenceReader Read(byte[] content)
    {
        var reader = new ReferenceReader();
        string text = Encoding.Latin1.GetString(content);
        if (text.StartsWith("\u00EF\u00BB\u00BF", StringComparison.Ordinal))
        {
            text = text[3..];
            reader.Problems.Add(new(1, CredentialFileProblemCode.ByteOrderMark));
        }

        int line = 1;
        while (text.Length > 0)
        {
            int first = line;
            string? logical = TakeLine(ref text, ref line);
            reader.Add(logical, first);
        }

        return reader;
    }

    /// <summary>ap_cfg_getline_core; null for a line that does not fit the buffer.</summary>
    private static string? TakeLine(ref string text, ref int line)
    {
        string buffer = "";
        bool tooLong = false;
        while (text.Length > 0)
        {
            int newline = text.IndexOf('\n', StringComparison.Ordinal);
            string physical = newline < 0 ? text : text[..(newline + 1)];
            text = text[physical.Length..];
            line++;
            string body = physical.TrimEnd('\n');
            if (tooLong || buffer.Length + body.Length + 1 > BufferSize - 1)
            {
                tooLong = true;
                buffer += body;
            }
            else if (body.Contains('\0', StringComparison.Ordinal))
            {
                return buffer + body[..body.IndexOf('\0', StringComparison.Ordinal)];
            }
            else
            {
                buffer += body;
            }

            string withoutReturn = buffer.EndsWith('\r') ? buffer[..^1] : buffer;
            if (newline < 0 || !withoutReturn.EndsWith('\\'))
            {
                break;
            }

            buffer = tooLong ? buffer : withoutReturn[..^1];
        }

        return tooLong ? null : buffer;
    }

    private void Add(string? line, int number)
    {
        if (line is null)
        {
            Problems.Add(new(number, CredentialFileProblemCode.LineTooLong));
            return;
        }

        line = line.Trim(' ', '\t', '\n', '\v', '\f', '\r');
        if (line.Length == 0 || line[0] == '#')
        {
            return;
        }

        string[] fields = line.Split(':');
        bool hasColon = fields.Length > 1;
        string hash = hasColon ? fields[1] : "";
        if (hasColon)
        {
            Records.Add((fields[0], hash));
        }

        if (ProblemOf(fields[0], hash, hasColon) is { } problem)
        {
            Problems.Add(new(number, problem));
        }

        if (fields[0].Length > 0 && !Users.TryAdd(fields[0], (hash, hasColon)))
        {
            Problems.Add(new(number, CredentialFileProblemCode.DuplicateUser));
        }
    }

    private static CredentialFileProblemCode? ProblemOf(string name, string hash, bool hasColon)
    {
        if (!hasColon)
        {
            return CredentialFileProblemCode.MissingColon;
        }

        if (name.Length == 0)
        {
            return CredentialFileProblemCode.EmptyUserName;
        }

        if (hash.Length == 0)
        {
            return CredentialFileProblemCode.EmptyHash;
        }

        bool known = PasswordHash.TryIdentify(Encoding.Latin1.GetBytes(hash), out PasswordHashInfo info);
        return known ? null
            : info.Algorithm == PasswordHashAlgorithm.None ? CredentialFileProblemCode.UnknownHash
            : CredentialFileProblemCode.MalformedHash;
    }
}
