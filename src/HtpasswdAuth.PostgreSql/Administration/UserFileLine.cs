namespace HtpasswdAuth.PostgreSql;

/// <summary>A line of a user file, with those that it goes on in.</summary>
/// <param name="Raw">As it stands in the file, line end included.</param>
/// <param name="Name">Whose it is; <see langword="null"/> for a line that is nobody's.</param>
/// <param name="Hash">The hash; empty where there is none.</param>
/// <param name="IsPlain">Whether it is just the name, a colon, the hash and a line feed.</param>
internal readonly record struct UserFileLine(ReadOnlyMemory<byte> Raw, ReadOnlyMemory<byte>? Name, ReadOnlyMemory<byte> Hash, bool IsPlain)
{
    /// <summary>What httpd passes over.</summary>
    private const int LongestLine = 8_190;

    /// <summary>C's <c>isspace</c>.</summary>
    private static ReadOnlySpan<byte> Spaces => " \t\n\v\f\r"u8;

    /// <param name="raw">The line.</param>
    /// <param name="isFirst">Whether it is the first of the file: then it may begin with a byte order mark.</param>
    public static UserFileLine Parse(ReadOnlyMemory<byte> raw, bool isFirst)
    {
        if (TryParsePlain(raw, isFirst, out UserFileLine plain))
        {
            return plain;
        }

        // How httpd reads it is known in one place.
        HtpasswdFile file = HtpasswdFile.Parse(isFirst ? raw : WithLineBefore(raw.Span));
        HtpasswdFile.Enumerator entries = file.GetEnumerator();
        if (entries.MoveNext())
        {
            HtpasswdEntry entry = entries.Current;
            return entry.UserName.IsEmpty ? Remark(raw) : new UserFileLine(raw, entry.UserName, entry.Hash, IsPlain: false);
        }

        return file.CountProblems(CredentialFileProblemCode.MissingColon) > 0 ? NameOnly(raw, isFirst, file) : Remark(raw);
    }

    /// <summary>Whether what follows in the file would belong to this line.</summary>
    public static bool GoesOn(ReadOnlySpan<byte> raw)
    {
        if (raw.IndexOf("\\\n"u8) < 0 && raw.IndexOf("\\\r\n"u8) < 0)
        {
            return false;
        }

        // A name without a colon behind it is reported at its own line, or belongs to this one.
        byte[] probed = [(byte)'\n', .. raw, .. "p\n"u8];
        int line = 1 + probed.AsSpan(0, probed.Length - 1).Count((byte)'\n');
        return !HtpasswdFile.Parse(probed).Problems.Contains(new CredentialFileProblem(line, CredentialFileProblemCode.MissingColon));
    }

    private static bool TryParsePlain(ReadOnlyMemory<byte> raw, bool isFirst, out UserFileLine line)
    {
        line = default;
        ReadOnlySpan<byte> text = raw.Span;
        if (text.Length < 2 || text.Length > LongestLine || text[^1] != '\n' || text[^2] <= ' ' || text[^2] == '\\' || text[0] <= ' ' || text[0] == '#'
            || (isFirst && text[0] == 0xEF))
        {
            return false;
        }

        text = text[..^1];
        int colon = text.IndexOf((byte)':');
        if (colon <= 0 || text[(colon + 1)..].Contains((byte)':') || text.IndexOfAny((byte)'\n', (byte)0) >= 0)
        {
            return false;
        }

        line = new UserFileLine(raw, raw[..colon], raw[(colon + 1)..^1], IsPlain: true);
        return true;
    }

    private static UserFileLine Remark(ReadOnlyMemory<byte> raw) => new(raw, null, default, IsPlain: false);

    private static byte[] WithLineBefore(ReadOnlySpan<byte> raw) => [(byte)'\n', .. raw];

    /// <summary>A line without a colon keeps its name from everybody: a user without a hash.</summary>
    private static UserFileLine NameOnly(ReadOnlyMemory<byte> raw, bool isFirst, HtpasswdFile file)
    {
        int nul = raw.Span.IndexOf((byte)0);
        ReadOnlySpan<byte> text = (nul < 0 ? raw.Span : raw.Span[..nul]).TrimEnd(Spaces);
        while (!text.IsEmpty)
        {
            HtpasswdFile.Enumerator entries = HtpasswdFile.Parse((byte[])[.. isFirst ? default : "\n"u8, .. text, .. ":\n"u8]).GetEnumerator();
            if (entries.MoveNext() && file.TryFind(entries.Current.UserName.Span, out _))
            {
                return new UserFileLine(raw, entries.Current.UserName, default, IsPlain: false);
            }

            text = text[..^1];
        }

        return Remark(raw);
    }
}
