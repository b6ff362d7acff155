using System.Text;

namespace HtpasswdAuth;

/// <summary>What an entry must be like to be of use here, whichever format it comes from or goes to.</summary>
internal static class OtpImportRules
{
    private const int MinSecret = 10;
    private const int MaxSecret = 128;
    private const int MaxName = 255;

    public static string? ComplaintAboutName(string user)
    {
        byte[] name = Encoding.UTF8.GetBytes(user);
        return name.Length <= MaxName && CredentialField.IsFoundAgain(name)
            ? null
            : "no user name that a password file can hold; not taken over";
    }

    public static string? Complaint(ImportedOtp entry)
    {
        OtpParameters parameters = entry.Parameters;
        if (entry.Secret.IsEmpty && entry.PasswordHash is not null)
        {
            return null;
        }

        if (entry.Secret.Length is < MinSecret or > MaxSecret)
        {
            return $"the secret has {entry.Secret.Length} bytes, where {MinSecret} to {MaxSecret} are supported; the user must enrol anew";
        }

        if (parameters.Digits is < 6 or > 8)
        {
            return $"codes of {parameters.Digits} digits, where 6 to 8 are supported; the user must enrol anew";
        }

        if (parameters.Period is < OtpParameters.ShortestPeriod or > OtpParameters.LongestPeriod)
        {
            return $"steps of {parameters.Period} seconds, where 15 to 300 are supported; the user must enrol anew";
        }

        return parameters.IsValid && entry.Counter >= 0 ? null : "a type, an algorithm or a counter that is not supported; the user must enrol anew";
    }

    /// <summary>For formats that know nothing else.</summary>
    public static string? RefusalUnlessDefault(ImportedOtp entry) =>
        entry.Secret.IsEmpty || entry.Parameters == OtpParameters.Default
            ? null
            : "the format knows only TOTP with SHA-1, 6 digits and 30 seconds; left out";
}
