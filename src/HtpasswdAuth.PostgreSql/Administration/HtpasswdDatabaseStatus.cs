namespace HtpasswdAuth.PostgreSql;

/// <summary>What a database holds.</summary>
/// <param name="SchemaVersion">The version of its tables; 0 if there are none.</param>
/// <param name="ProgramVersion">The version that this program works with.</param>
/// <param name="Server">What the server says of its version.</param>
/// <param name="Users">How many users there are.</param>
/// <param name="OtpUsers">Of how many there are enrolments, app passwords or tickets.</param>
/// <param name="Versions">How often each replicated table was changed, by its name.</param>
public sealed record HtpasswdDatabaseStatus(
    int SchemaVersion, int ProgramVersion, string Server, long Users, long OtpUsers, IReadOnlyDictionary<string, long> Versions);
