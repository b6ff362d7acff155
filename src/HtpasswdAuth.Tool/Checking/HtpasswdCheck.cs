namespace HtpasswdAuth.Tool;

/// <summary>Reads a password file line by line: one over a million lines is not held twice.</summary>
internal static class HtpasswdCheck
{
    private const int ApacheToolLineLength = 255;

    public static FileReport Run(string path, byte[] content)
    {
        HtpasswdFile file = HtpasswdFile.Parse(content);
        var report = new FileReport(path, CheckedFileType.Htpasswd, file.Count, []);
        foreach (CredentialFileProblem problem in file.Problems)
        {
            report.Problems.Add(new(problem.LineNumber, problem.Code.ToString(), Describe(problem.Code)));
        }

        if (file.ProblemCount > file.Problems.Count)
        {
            report.Problems.Add(new(0, "MoreProblems", $"{file.ProblemCount - file.Problems.Count} more; correct these first and check again"));
        }

        AddLines(report, content);
        report.Problems.Sort((left, right) => left.Line.CompareTo(right.Line));
        return report;
    }

    private static void AddLines(FileReport report, byte[] content)
    {
        int number = 0;
        foreach (Range range in content.AsSpan().Split((byte)'\n'))
        {
            number++;
            ReadOnlySpan<byte> line = content.AsSpan(range).Trim(" \t\v\f\r"u8);
            if (content.AsSpan(range).Length > ApacheToolLineLength)
            {
                report.Problems.Add(new(number, "LineOver255", "Apache's htpasswd reads no more than 255 bytes a line and will refuse the file; shorten it"));
            }

            int colon = line.IndexOf((byte)':');
            if (colon <= 0 || line[0] == '#' || report.Problems.Count >= HtpasswdFile.MaxProblems * 2)
            {
                continue;
            }

            ReadOnlySpan<byte> hash = line[(colon + 1)..];
            int end = hash.IndexOf((byte)':');
            if (PasswordHash.TryIdentify(end < 0 ? hash : hash[..end], out PasswordHashInfo info) && HashStrength.IsWeak(info))
            {
                report.Problems.Add(new(number, "WeakHash", $"{HashStrength.Name(info.Algorithm)}{Cost(info)} is weak; set the password anew with -B -C 10 or more"));
            }
        }
    }

    private static string Cost(PasswordHashInfo info) => info.Cost > 1 ? $" of cost {info.Cost}" : "";

    private static string Describe(CredentialFileProblemCode code) => code switch
    {
        CredentialFileProblemCode.ByteOrderMark => "a byte order mark: to Apache it is part of the first name; save the file without",
        CredentialFileProblemCode.MissingColon => "no colon: nobody can sign in, and Apache's htpasswd refuses the file; correct or delete the line",
        CredentialFileProblemCode.EmptyUserName => "no user name; delete the line",
        CredentialFileProblemCode.EmptyHash => "no hash: the user cannot sign in; set a password or delete the line",
        CredentialFileProblemCode.UnknownHash => "no known hash, a plain password perhaps; set the password anew",
        CredentialFileProblemCode.MalformedHash => "a broken hash: the user cannot sign in; set the password anew",
        CredentialFileProblemCode.DuplicateUser => "an earlier line has the same name, and that one counts; delete this one",
        _ => "longer than 8190 bytes: Apache reads no further; shorten it",
    };
}
