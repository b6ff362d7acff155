using System.Runtime.Versioning;
using System.Text;
using HtpasswdAuth.Sqlite;
using HtpasswdAuth.Testing;

namespace HtpasswdAuth.Tool.Tests;

/// <summary>A site with the users alice and bob, a clock that stands still, and the verbs run on its password file and account database.</summary>
[UnsupportedOSPlatform("windows")]
internal sealed class OtpScenario : IDisposable
{
    public const string Secret = "RIWVK4D2SCCJQJSJ3LOAJNBGUBW7DGVS";
    public const string Hash = "$2y$04$HKF1RAkNLFGeYBFFMZ666u2/Ykppv8ACH/xjzQp1QPsO2q0fv.0EW";

    private readonly TempDirectory _directory = new();

    public OtpScenario()
    {
        UserFile = _directory.Write("users.htpasswd", $"alice:{Hash}\nbob:{Hash}\n");
        File.SetUnixFileMode(UserFile, UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    public string UserFile { get; }

    public OtpFiles Files => OtpFiles.Beside(UserFile);

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 11, 22, 10, 0, 10, TimeSpan.Zero));

    public string Database => UserFile + ".db";

    /// <summary>What is known of all users; nothing where there is no database.</summary>
    public OtpSecretsFile Secrets => Read(database => database.ReadOtpSecretsAsync()) ?? OtpSecretsFile.Empty;

    public OtpStateFile States => Read(database => database.ReadOtpStateAsync()) ?? OtpStateFile.Empty;

    public PasswordStateFile PasswordStates => Read(database => database.ReadPasswordStateAsync()) ?? PasswordStateFile.Empty;

    public OtpUser User(string name = "alice") => Secrets.TryFind(name, out OtpUser? found) ? found : new OtpUser(name);

    public OtpUserState State(string name = "alice") => States.Find(name);

    /// <summary>A database without anything in it, as the first start of the site makes it.</summary>
    public void MakeDatabase() => Change(database => database.PrepareAsync());

    public void UpdateUser(Func<OtpUser, OtpUser?> change) => Change(database => database.UpdateOtpUserAsync("alice", change));

    public void UpdateState(Func<OtpUserState, OtpUserState> change) => Change(database => database.UpdateOtpStateAsync("alice", change));

    public void UpdatePasswordState(Func<PasswordState, PasswordState> change) => Change(database => database.UpdatePasswordStateAsync("alice", change));

    /// <summary>A site that never had a database still has none.</summary>
    public void HasNoDatabase()
    {
        Assert.False(File.Exists(Database));
        Assert.False(File.Exists(AccountFiles.MarkerOf(Database)));
    }

    public string RevealedSecret(string name = "alice")
    {
        Assert.True(User(name).Enrolment!.TryReveal(OtpKeyRing.Load(Files.Keys), out byte[]? secret));
        return Base32.Encode(secret);
    }

    public string PathOf(string name) => _directory.File(name);

    public string Write(string name, string content) => _directory.Write(name, content);

    /// <summary>Runs a verb with the file option.</summary>
    public TestConsole Run(int expected, params string[] words) => RunWith("", expected, words);

    public TestConsole RunWith(string input, int expected, params string[] words)
    {
        var console = new TestConsole { Input = new MemoryStream(Encoding.UTF8.GetBytes(input)), Time = Time };
        int exitCode = console.Run([.. words, "--file", UserFile]);
        Assert.True(exitCode == expected, $"{string.Join(' ', words)}: {exitCode}\n{console.OutputText}{console.ErrorText}");
        return console;
    }

    /// <summary>Enrols alice with the known secret.</summary>
    public TestConsole Enrol(params string[] options) => RunWith(Secret + "\n", 0, ["otp", "add", "alice", "--stdin", .. options]);

    /// <summary>The code of so many steps from now.</summary>
    public string Code(int steps = 0)
    {
        Assert.True(Base32.TryDecode(Secret, out byte[]? secret));
        return Totp.Compute(secret, Totp.GetStep(Time.GetUtcNow(), OtpParameters.Default) + steps, OtpParameters.Default);
    }

    public void Dispose() => _directory.Dispose();

    private HtpasswdAccountDatabase Open() => new(AccountFiles.Beside(UserFile));

    private T? Read<T>(Func<HtpasswdAccountDatabase, Task<T>> read)
        where T : class
    {
        using HtpasswdAccountDatabase database = Open();
        return database.Exists ? read(database).GetAwaiter().GetResult() : null;
    }

    private void Change(Func<HtpasswdAccountDatabase, Task> change)
    {
        using HtpasswdAccountDatabase database = Open();
        change(database).GetAwaiter().GetResult();
    }
}
