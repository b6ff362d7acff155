using System.Text;

namespace HtpasswdAuth.Tool;

/// <summary>Tells the kinds of files apart: by extension, or by what the first record looks like.</summary>
internal static class CheckedFileType
{
    public const string Htpasswd = "htpasswd";
    public const string Htdigest = "htdigest";
    public const string Htgroup = "htgroup";
    public const string Otp = "otp";
    public const string OtpState = "otp-state";
    public const string OtpKey = "otp-key";
    public const string PasswordState = "password-state";

    public static string Of(string path, ReadOnlySpan<byte> content)
    {
        string name = Path.GetFileName(path);
        return Array.Find([Htpasswd, Htdigest, Htgroup], type => name.EndsWith(type, StringComparison.OrdinalIgnoreCase))
            ?? Array.Find([Otp, OtpState, OtpKey, PasswordState], type => name.EndsWith("." + type, StringComparison.OrdinalIgnoreCase))
            ?? OfFirstRecord(content);
    }

    private static string OfFirstRecord(ReadOnlySpan<byte> content)
    {
        foreach (Range range in content.Split((byte)'\n'))
        {
            string line = Encoding.Latin1.GetString(content[range]).Trim();
            if (line.Length == 0 || line[0] == '#')
            {
                continue;
            }

            string[] fields = line.Split(':');
            bool isHash = fields.Length >= 3 && HtdigestCheck.IsHash(fields[2]);
            bool isGroup = fields.Length == 2 && fields[1].StartsWith(' ');
            return isHash ? Htdigest : isGroup ? Htgroup : Htpasswd;
        }

        return Htpasswd;
    }
}
