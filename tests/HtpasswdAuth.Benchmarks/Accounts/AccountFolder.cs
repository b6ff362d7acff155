using System.Globalization;
using HtpasswdAuth.Sqlite;

namespace HtpasswdAuth.Benchmarks.Accounts;

/// <summary>A folder of a site whose users are all enrolled and have each spent a code.</summary>
internal sealed class AccountFolder : IDisposable
{
    public const string EnrolmentId = "00112233445566778899aabbccddeeff";

    private AccountFolder(string path) => Path = path;

    public string Path { get; }

    public static AccountFiles FilesIn(string folder) => AccountFiles.Beside(System.IO.Path.Combine(folder, "users.htpasswd"));

    public static string UserName(int number) => string.Create(CultureInfo.InvariantCulture, $"user{number:D7}");

    public static async Task<AccountFolder> CreateAsync(int users)
    {
        string folder = Directory.CreateTempSubdirectory("htpasswd-accounts-").FullName;
        AccountFiles files = FilesIn(folder);
        string[] names = [.. Enumerable.Range(0, users).Select(UserName)];
        await File.WriteAllLinesAsync(files.UserFile, names.Select(name => name + ":{SHA}x"));
        OtpKeyRing keys = OtpKeyRing.LoadOrCreate(files.Factor.Keys);
        byte[] secret = [.. Enumerable.Range(1, 20).Select(value => (byte)value)];
        OtpSecretsFile secrets = OtpSecretsFile.Empty.With(names.Select(name =>
            new OtpUser(name) { Enrolment = OtpEnrolment.Create(name, secret, OtpParameters.Default, DateTimeOffset.UnixEpoch, keys) }));
        OtpStateFile states = OtpStateFile.Empty.With(names.Select(name => new OtpUserState(name).WithAccepted(EnrolmentId, 0, device: null)));
        await File.WriteAllBytesAsync(files.Factor.Secrets, secrets.ToArray());
        await File.WriteAllBytesAsync(files.Factor.State, states.ToArray());
        using var database = new HtpasswdAccountDatabase(files);
        await database.InitializeAsync();
        return new AccountFolder(folder);
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
