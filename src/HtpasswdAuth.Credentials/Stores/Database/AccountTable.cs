namespace HtpasswdAuth;

/// <summary>A table that every node has a copy of: a name, what is held of it, and a version.</summary>
/// <param name="Name">Its name, which is the name of its row in <c>versions</c> too.</param>
/// <param name="ValueColumn">The column that is nothing where the row was removed.</param>
internal sealed record AccountTable(string Name, string ValueColumn)
{
    private const string Lines = "lines";

    public static AccountTable Users { get; } = new("users", "hash");

    public static AccountTable OtpSecrets { get; } = new("otp_secrets", Lines);

    public static AccountTable OtpState { get; } = new("otp_state", Lines);

    public static AccountTable PasswordState { get; } = new("password_state", Lines);

    public static AccountTable DigestPasswordState { get; } = new("digest_password_state", Lines);
}
