namespace HtpasswdAuth;

/// <summary>The three files of the second factor.</summary>
/// <param name="Secrets">Enrolments, app passwords and tickets; may be read-only. See <see cref="OtpSecretsFile"/>.</param>
/// <param name="State">What changes with use; must be writable. See <see cref="OtpStateFile"/>.</param>
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
