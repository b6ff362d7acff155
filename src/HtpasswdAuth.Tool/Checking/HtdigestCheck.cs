using System.Text;

namespace HtpasswdAuth.Tool;

/// <summary>A digest file: <c>user:realm:hash</c>, perhaps with the hash of user and realm as a fourth field; later ones are ignored.</summary>
internal static class HtdigestCheck
{
    private const int MaxField = 255;
    private const int LeastFields = 3;

    /// <summary>Those of 64 digits are of one or the other; the file does not say which.</summary>
    private static readonly DigestAlgorithm[] Algorithms = [DigestAlgorithm.Md5, DigestAlgorithm.Sha256, DigestAlgorithm.Sha512Slash256];

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

    /// <summary>Whether a field is a hash of an algorithm that Digest has.</summary>
    public static bool IsHash(string field) => field.Length is 32 or 64 && field.All(char.IsAsciiHexDigit);

    private static FileProblem? Complaint(string[] fields, HashSet<string> seen)
    {
        if (fields.Length < LeastFields)
        {
            return new(0, "TooFewFields", "not user:realm:hash; correct or delete the line");
        }

        if (fields[0].Length is 0 or > MaxField || fields[1].Length > MaxField)
        {
            return new(0, "BadName", "the user is empty, or user or realm is longer than 255 bytes; delete the line");
        }

        // A user may have a hash of either length; a line without one lets nothing follow.
        string key = $"{fields[0]}:{fields[1]}:";
        bool isHash = IsHash(fields[2]);
        if (seen.Contains($"{key}0") || !seen.Add($"{key}{(isHash ? fields[2].Length : 0)}"))
        {
            return new(0, "DuplicateUser", "an earlier line is of the same user and realm, and that one counts; delete this one");
        }

        if (!isHash)
        {
            return new(0, "MalformedHash", "the hash is not 32 or 64 hexadecimal digits; set the password anew with htdigest");
        }

        return fields.Length == LeastFields || IsUserHash(fields)
            ? null
            : new(0, "WrongUserHash", "the fourth field is not the hash of user and realm by the algorithm of the third: who is asked for by it is not found; correct or delete the field");
    }

    /// <summary>What does not look like a hash is somebody's note, which no server minds.</summary>
    private static bool IsUserHash(string[] fields) => !IsHash(fields[3])
        || Algorithms.Any(algorithm => DigestHash.SizeOf(algorithm) * 2 == fields[2].Length && HashOf(algorithm, fields).Equals(fields[3], StringComparison.OrdinalIgnoreCase));

    private static string HashOf(DigestAlgorithm algorithm, string[] fields)
    {
        byte[] hash = new byte[DigestHash.MaxSize];
        DigestHash.Compute(algorithm, Encoding.Latin1.GetBytes($"{fields[0]}:{fields[1]}"), hash);
        return Convert.ToHexString(hash.AsSpan(0, DigestHash.SizeOf(algorithm)));
    }
}
