using HtpasswdAuth.Testing;

namespace HtpasswdAuth.Sqlite.Tests;

/// <summary>A folder with a password file, and processes of a machine that use the database beside it.</summary>
internal sealed class AccountSite : IDisposable
{
    private readonly TempDirectory _directory = new();
    private readonly List<SqliteAccounts> _open = [];

    public AccountSite() => _directory.Write("users.htpasswd", "alice:{SHA}x\nbob:{SHA}x\n");

    public static byte[] Secret { get; } = [.. Enumerable.Range(1, 20).Select(value => (byte)value)];

    public CapturedLogs Logs { get; } = new();

    public string Folder => _directory.Path;

    public AccountFiles Files => AccountFiles.Beside(_directory.File("users.htpasswd"));

    public string Database => Files.UserFile + ".db";

    /// <summary>The stores as another process of the machine has them: with connections and copies of its own.</summary>
    public SqliteAccounts Open(HtpasswdSqliteOptions? options = null, TimeProvider? time = null)
    {
        var accounts = new SqliteAccounts(
            AccountPlace.Beside(Files),
            options ?? new HtpasswdSqliteOptions { PollInterval = TimeSpan.FromMilliseconds(20) },
            time ?? TimeProvider.System,
            Logs.CreateLogger("accounts"));
        accounts.Start();
        _open.Add(accounts);
        return accounts;
    }

    public HtpasswdAccountDatabase Administer() => new(Files);

    public OtpEnrolment Enrolment(string user) =>
        OtpEnrolment.Create(user, Secret, OtpParameters.Default, TimeProvider.System.GetUtcNow(), OtpKeyRing.LoadOrCreate(Files.Factor.Keys));

    public static Task EnrolAsync(SqliteAccounts accounts, OtpEnrolment enrolment) => accounts.OtpSecrets.UpdateAsync(
        enrolment.User, held => held with { Enrolment = enrolment }, CancellationToken.None);

    public static Task RevokeAsync(SqliteAccounts accounts, string user) => accounts.OtpStates.UpdateAsync(
        user, static state => state.WithSessionsRevoked(), CancellationToken.None);

    public static int? Epoch(SqliteAccounts accounts, string user) => accounts.OtpStates.Current?.Find(user).Epoch;

    /// <summary>Ends a process of <see cref="Open"/>.</summary>
    public void Close(SqliteAccounts accounts)
    {
        _open.Remove(accounts);
        accounts.Dispose();
    }

    public void Dispose()
    {
        _open.ForEach(accounts => accounts.Dispose());
        _directory.Dispose();
        Logs.Dispose();
    }
}
