using System.Security.Cryptography;

namespace HtpasswdAuth.Tool;

internal static class OtpSecretsCheck
{
    public static FileReport Run(string path, byte[] content, string? userFile)
    {
        var report = new FileReport(path, CheckedFileType.Otp, 0, []);
        var users = OtpUserFile.Open(path, userFile);
        OtpKeyRing? keys = LoadKeys(path, report);
        int records = 0;
        HashSet<string> seen = new(StringComparer.Ordinal);
        OtpLineCheck.Run(
            report,
            content,
            (number, line) =>
            {
                foreach (OtpUser user in OtpSecretsFile.Parse(line).Users)
                {
                    records++;
                    Check(report, number, user.Enrolment, keys);
                    if (seen.Add(user.Name) && users.Lacks(user.Name))
                    {
                        report.Problems.Add(new(number, "NotInUserFile", "the password file has no such user; \"htauth otp remove\" takes away what is left of one"));
                    }
                }
            },
            () => OtpSecretsFile.Parse(content));
        return report with { Records = records };
    }

    private static void Check(FileReport report, int number, OtpEnrolment? enrolment, OtpKeyRing? keys)
    {
        if (enrolment is { IsPlain: true })
        {
            report.Problems.Add(new(number, "PlainSecret", "the secret stands here in the clear; \"htauth otp rekey\" encrypts it"));
        }
        else if (enrolment is not null && keys is not null && !CanReveal(enrolment, keys))
        {
            report.Problems.Add(new(number, "UnreadableSecret", "the secret cannot be decrypted: its key is not in the key file, or the line was changed; restore one of them, or enrol the user again"));
        }
    }

    private static bool CanReveal(OtpEnrolment enrolment, OtpKeyRing keys)
    {
        bool isRevealed = enrolment.TryReveal(keys, out byte[]? secret);
        CryptographicOperations.ZeroMemory(secret);
        return isRevealed;
    }

    /// <summary>The keys beside the file. Where they lie elsewhere, what is encrypted under them is not looked at.</summary>
    private static OtpKeyRing? LoadKeys(string path, FileReport report)
    {
        string keyFile = Path.ChangeExtension(path, CheckedFileType.OtpKey);
        try
        {
            return File.Exists(keyFile) ? OtpKeyRing.Load(keyFile) : null;
        }
        catch (Exception exception) when (exception is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            report.Problems.Add(new(0, "UnreadableKeys", "the key file beside it cannot be read; check that too"));
            return null;
        }
    }
}
