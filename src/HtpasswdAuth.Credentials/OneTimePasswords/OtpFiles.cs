namespace HtpasswdAuth;

/// <summary>The key file of the second factor, and the text files in which version 0 kept what the account database holds now.</summary>
/// <param name="Secrets">Where enrolments, app passwords and tickets were. See <see cref="OtpSecretsFile"/>.</param>
/// <param name="State">Where spent codes and ended sessions were. See <see cref="OtpStateFile"/>.</param>
/// <param name="Keys">The keys that secrets are encrypted under. See <see cref="OtpKeyRing"/>.</param>
public sealed record OtpFiles(string Secrets, string State, string Keys)
{
    /// <summary>
    /// The default names beside a user file: <c>users.otp</c>, <c>users.otp-state</c> and <c>users.otp-key</c> for <c>users.htpasswd</c>,
    /// and <c>.htpasswd.otp</c> and so on for <c>.htpasswd</c>, since Apache serves no file whose name begins with <c>.ht</c>.
    /// </summary>
    public static OtpFiles Beside(string userFile)
    {
        ArgumentException.ThrowIfNullOrEmpty(userFile);
        string name = Path.GetFileName(userFile);
        string stem = name.StartsWith('.') && name.LastIndexOf('.') == 0 ? userFile : Path.ChangeExtension(userFile, null);
        return new($"{stem}.otp", $"{stem}.otp-state", $"{stem}.otp-key");
    }
}
