namespace HtpasswdAuth;

/// <summary>RFC 4180 within a line.</summary>
internal static class CsvFields
{
    /// <summary>Finds the fields of a line. Quotes are taken away in place.</summary>
    /// <returns>How many there are, at most as many as fit; -1 if a quotation mark is not closed or stands within a field.</returns>
    public static int Split(Span<char> line, Span<Range> fields)
    {
        int position = 0;
        for (int count = 0; count < fields.Length; count++)
        {
            bool isQuoted = position < line.Length && line[position] == '"';
            int next = isQuoted ? Unquote(line, position, out fields[count]) : Plain(line, position, out fields[count]);
            if (next < 0)
            {
                return -1;
            }

            if (next == line.Length)
            {
                return count + 1;
            }

            position = next + 1;
        }

        return fields.Length;
    }

    public static string Quote(string field) =>
        field.AsSpan().ContainsAny(',', '"') ? $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : field;

    /// <returns>Where the comma is, or the end; -1 if there is a quotation mark before it.</returns>
    private static int Plain(ReadOnlySpan<char> line, int start, out Range field)
    {
        int comma = line[start..].IndexOf(',');
        int end = comma < 0 ? line.Length : start + comma;
        field = start..end;
        return line[field].Contains('"') ? -1 : end;
    }

    private static int Unquote(Span<char> line, int start, out Range field)
    {
        int target = start;
        int position = start + 1;
        while (position < line.Length)
        {
            bool isQuote = line[position] == '"';
            bool isDouble = isQuote && position + 1 < line.Length && line[position + 1] == '"';
            if (isQuote && !isDouble)
            {
                break;
            }

            line[target++] = line[position];
            position += isDouble ? 2 : 1;
        }

        field = start..target;
        int end = position + 1;
        return position < line.Length && (end == line.Length || line[end] == ',') ? end : -1;
    }
}
