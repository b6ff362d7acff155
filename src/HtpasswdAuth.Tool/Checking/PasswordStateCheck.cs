namespace HtpasswdAuth.Tool;

internal static class PasswordStateCheck
{
    public static FileReport Run(string path, byte[] content, string? userFile)
    {
        var report = new FileReport(path, CheckedFileType.PasswordState, 0, []);
        var users = OtpUserFile.Open(path, userFile);
        int records = 0;
        OtpLineCheck.Run(
            report,
            content,
            (number, line) =>
            {
                foreach (PasswordState state in PasswordStateFile.Parse(line).States)
                {
                    records++;
                    if (users.Lacks(state.User))
                    {
                        report.Problems.Add(new(number, "NotInUserFile", "the password file has no such user; delete the line, or it is about whoever gets that name"));
                    }
                }
            },
            () => PasswordStateFile.Parse(content));
        return report with { Records = records };
    }
}
