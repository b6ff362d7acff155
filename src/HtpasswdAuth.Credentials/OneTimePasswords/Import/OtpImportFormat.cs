namespace HtpasswdAuth;

/// <summary>The files in which other systems keep one-time password secrets.</summary>
public enum OtpImportFormat
{
    /// <summary><c>tokens.json</c> of apache_2fa: an object of user names and base32 secrets.</summary>
    Apache2fa = 0,

    /// <summary><c>~/.google_authenticator</c> of Google's PAM module: one user's, who is not named in it.</summary>
    GoogleAuthenticator,

    /// <summary>The users file of mod_authn_otp: type, user, PIN and hexadecimal key, a line each.</summary>
    ModAuthnOtp,

    /// <summary>tinyauth's users, <c>user:bcrypt[:base32]</c>, a line each or separated by commas.</summary>
    Tinyauth,

    /// <summary>Authelia's export as CSV.</summary>
    AutheliaCsv,

    /// <summary>Authelia's export as YAML, in the shape that Authelia writes.</summary>
    AutheliaYaml,

    /// <summary>A list of <c>otpauth://</c> addresses, a line each; lines that begin with <c>#</c> are comments.</summary>
    OtpAuthUris,
}
