using System.Text;

namespace HtpasswdAuth.Tool;

internal static class HtdigestCheck
{
    private const int MaxField = 255;
    private const int HashLength = 32;

    public static FileReport Run(string path, byte[] content)
    {
        var report = new FileReport(path, CheckedFileType.Htdigest, 0, []);
        HashSet<string> seen = new(StringComparer.Ordinal);
        int number = 0;
        foreach (Range range in content.AsSpan().Split((byte)'\n'))
        {
            number++;
            string line = Encoding.Latin1.GetString(content.AsSpan(range)).Trim();
            if (line.Length > 0 && line[0] != '#' && Complaint(line.Split(':'), seen) is { } problem)
            {
                report.Problems.Add(problem with { Line = number });
            }
        }

        return report with { Records = seen.Count };
    }

    private static FileProblem? Complaint(string[] fields, HashSet<string> seen)
    {
        if (fields.Length != 3)
        {
            return new(0, "NotThreeFields", "not user:realm:hash; correct or delete the line");
        }

        if (fields[0].Length is 0 or > MaxField || fields[1].Length > MaxField)
        {
            return new(0, "BadName", "the user is empty, or user or realm is longer than 255 bytes; delete the line");
        }

        if (!seen.Add($"{fields[0]}:{fields[1]}"))
        {
            return new(0, "DuplicateUser", "an earlier line is of the same user and realm, and that one counts; delete this one");
        }

        bool isHash = fields[2].Length == HashLength && fields[2].All(char.IsAsciiHexDigit);
        return isHash ? null : new(0, "MalformedHash", "the hash is not 32 hexadecimal digits; set the password anew with htdigest");
    }
}
