namespace HtpasswdAuth.PostgreSql;

/// <summary>A table that every node has a copy of: a name, what is held of it, and a version.</summary>
/// <param name="Name">Its name, which is the name of its row in <c>versions</c> too.</param>
/// <param name="ValueColumn">The column that is nothing where the row was removed.</param>
internal sealed record FleetTable(string Name, string ValueColumn)
{
    private const string Lines = "lines";

    public static FleetTable Users { get; } = new("users", "hash");

    public static FleetTable OtpSecrets { get; } = new("otp_secrets", Lines);

    public static FleetTable OtpState { get; } = new("otp_state", Lines);

    public static FleetTable PasswordState { get; } = new("password_state", Lines);
}
