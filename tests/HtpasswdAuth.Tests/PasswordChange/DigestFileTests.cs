using System.Security.Cryptography;
using System.Text;
using HtpasswdAuth.Testing;

namespace HtpasswdAuth.Tests;

/// <summary>The digest file of the same site changes with the password file, or neither does.</summary>
public sealed class DigestFileTests
{
    private const string Old = PasswordChangeScenario.OldPassword;
    private const string New = PasswordChangeScenario.NewPassword;
    private const string Realm = "Star Gazers";

    [Fact]
    public async Task Both_files_change()
    {
        using var scenario = WithDigest($"# kept\nalice:Other:x\n{Line("alice", Old)}{Line("bob", "other")}");

        Assert.Equal(PasswordChangeOutcome.Changed, (await scenario.ChangeAsync()).Outcome);

        Assert.True(scenario.SignsIn("alice", New));
        Assert.Equal($"# kept\nalice:Other:x\n{Line("alice", New)}{Line("bob", "other")}", await File.ReadAllTextAsync(scenario.Options.DigestFile!));
    }

    /// <summary>Were one left, the old password would still be good; were all MD5, clients of SHA-256 would be shut out.</summary>
    [Fact]
    public async Task Every_algorithm_that_the_user_had_is_written()
    {
        using var scenario = WithDigest($"{Long("alice", Old)}{Line("alice", Old)}alice:{Realm}:locked\n{Long("bob", "other")}");

        Assert.Equal(PasswordChangeOutcome.Changed, (await scenario.ChangeAsync()).Outcome);

        Assert.Equal(
            $"{Long("alice", New)}{Line("alice", New)}alice:{Realm}:locked\n{Long("bob", "other")}", await File.ReadAllTextAsync(scenario.Options.DigestFile!));
    }

    [Fact]
    public async Task User_without_a_record_gets_none()
    {
        using var scenario = WithDigest(Line("bob", "other"));

        Assert.Equal(PasswordChangeOutcome.Changed, (await scenario.ChangeAsync()).Outcome);

        Assert.Equal(Line("bob", "other"), await File.ReadAllTextAsync(scenario.Options.DigestFile!));
    }

    [Fact]
    public async Task Missing_digest_file_leaves_the_password_as_it_was()
    {
        using var scenario = WithDigest("");
        File.Delete(scenario.Options.DigestFile!);

        Assert.Equal(PasswordChangeOutcome.Unavailable, (await scenario.ChangeAsync()).Outcome);

        Assert.True(scenario.SignsIn("alice", Old));
        Assert.Single(scenario.Logs.Named("DigestFileUnwritable"));
    }

    [Fact]
    public async Task Digest_file_that_may_only_be_read_leaves_the_password_as_it_was()
    {
        using var scenario = WithDigest(Line("alice", Old));
        using var readOnly = new ReadOnlyFile(scenario.Options.DigestFile!);

        Assert.Equal(PasswordChangeOutcome.ReadOnly, (await scenario.ChangeAsync()).Outcome);

        Assert.True(scenario.SignsIn("alice", Old));
    }

    [Fact]
    public async Task Password_file_that_may_only_be_read_leaves_the_digest_as_it_was()
    {
        using var scenario = WithDigest(Line("alice", Old));
        _ = scenario.Changer;
        using var readOnly = new ReadOnlyFile(scenario.UserFile);

        Assert.Equal(PasswordChangeOutcome.ReadOnly, (await scenario.ChangeAsync()).Outcome);

        Assert.Equal(Line("alice", Old), await File.ReadAllTextAsync(scenario.Options.DigestFile!));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Digest_is_put_back_when_the_password_cannot_be_written_unless_it_is_another_by_now(bool isAnother)
    {
        using var directory = new TempDirectory();
        string users = directory.Write("users.htpasswd", PasswordChangeScenario.Line("alice", Old));
        string before = Line("alice", Old) + Long("alice", Old) + Line("bob", "other");
        string another = Line("alice", New) + Long("alice", "set by the administrator") + Line("bob", "other");
        string digests = directory.Write("users.htdigest", before);
        using var logs = new CapturedLogs();
        var options = new CredentialFileUpdateOptions();
        string between = "";
        var writer = new PasswordWriter(users, new DigestFileWriter(digests, Realm, options), options, logs.CreateLogger("scheme"))
        {
            Edit = (path, change, _) =>
            {
                change(CredentialText.Of(File.ReadAllBytes(path)));
                between = File.ReadAllText(digests);
                if (isAnother)
                {
                    File.WriteAllText(digests, another);
                }

                throw new IOException("No space left on device");
            },
        };

        Assert.Throws<IOException>(() => Write(writer, users));

        Assert.Equal(Line("alice", New) + Long("alice", New) + Line("bob", "other"), between);
        Assert.Equal(isAnother ? another : before, File.ReadAllText(digests));
        Assert.Empty(logs.Entries);
    }

    [Fact]
    public void Digest_that_cannot_be_put_back_is_told()
    {
        using var directory = new TempDirectory();
        string users = directory.Write("users.htpasswd", PasswordChangeScenario.Line("alice", Old));
        string digests = directory.Write("users.htdigest", Line("alice", Old));
        using var logs = new CapturedLogs();
        var options = new CredentialFileUpdateOptions();
        var writer = new PasswordWriter(users, new DigestFileWriter(digests, Realm, options), options, logs.CreateLogger("scheme"))
        {
            Edit = (path, change, _) =>
            {
                change(CredentialText.Of(File.ReadAllBytes(path)));
                File.Delete(digests);
                throw new IOException("No space left on device");
            },
        };

        Assert.Throws<IOException>(() => Write(writer, users));

        Assert.Single(logs.Named("DigestFileOutOfStep"));
    }

    private static PasswordWrite Write(PasswordWriter writer, string users)
    {
        Assert.True(HtpasswdFile.Load(users).TryFind("alice"u8, out HtpasswdEntry entry));
        var user = new VerifiedUser("alice", rehashNeeded: false, PasswordVersion.Compute("alice", entry.Hash.Span), null!);
        using var password = new NewPassword(New, new PasswordHashParameters(PasswordHashAlgorithm.Bcrypt, 4));
        return writer.Write("alice"u8.ToArray(), user, password, expectedUsers: null);
    }

    private static PasswordChangeScenario WithDigest(string content)
    {
        var scenario = new PasswordChangeScenario();
        scenario.Options.DigestFile = scenario.Directory.Write("users.htdigest", content);
        return scenario;
    }

    private static string Line(string userName, string password) =>
        $"{userName}:{Realm}:{Convert.ToHexStringLower(MD5.HashData(Encoding.UTF8.GetBytes($"{userName}:{Realm}:{password}")))}\n";

    private static string Long(string userName, string password) =>
        $"{userName}:{Realm}:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{userName}:{Realm}:{password}")))}\n";
}
