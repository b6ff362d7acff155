namespace HtpasswdAuth.Tool;

internal static class OtpStateCheck
{
    public static FileReport Run(string path, byte[] content, string? userFile)
    {
        var report = new FileReport(path, CheckedFileType.OtpState, 0, []);
        var users = OtpUserFile.Open(path, userFile);
        int records = 0;
        OtpLineCheck.Run(
            report,
            content,
            (number, line) =>
            {
                foreach (OtpUserState state in OtpStateFile.Parse(line).States)
                {
                    records++;
                    if (state.User != OtpStateFile.Everyone && users.Lacks(state.User))
                    {
                        report.Problems.Add(new(number, "NotInUserFile", "the password file has no such user; delete the line when all sessions of that time are over"));
                    }
                }
            },
            () => OtpStateFile.Parse(content));
        return report with { Records = records };
    }
}
