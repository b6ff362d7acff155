using System.Runtime.Versioning;
using System.Text;
using HtpasswdAuth.Sqlite;
using HtpasswdAuth.Testing;

namespace HtpasswdAuth.Tool.Tests;

/// <summary>Having users of a digest file change their passwords.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class DigestPasswordVerbTests : IDisposable
{
    private const string Realm = "Club house";
    private static readonly string Short = new('a', 32);
    private static readonly string Long = new('b', 64);

    private readonly TempDirectory _directory = new();
    private readonly string _file;

    public DigestPasswordVerbTests() => _file = _directory.Write(
        "users.htdigest", $"alice:{Realm}:{Short}\nalice:{Realm}:{Long}\nalice:Other:{Short}\nbob:Other:{Short}\ncarol:{Realm}:{Short}\n");

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void Required_change_is_about_all_hashes_that_the_user_has_in_the_realm()
    {
        MakeDatabase();
        Run(0, "require", "alice");

        PasswordState state = StateOf("alice");
        Assert.Equal((PasswordState.VersionOf("alice", Encoding.ASCII.GetBytes(Long + Short)), true), (state.Version, state.MustChange));
        Assert.Equal("alice\tmust change\t\n", Run(0, "list").OutputText);

        Run(0, "release", "alice");
        Assert.Equal("", Run(0, "list").OutputText);
    }

    [Theory]
    [InlineData("bob")]
    [InlineData("nobody")]
    public void User_who_is_not_in_the_realm_gets_no_state(string user)
    {
        Assert.Contains("no hash of that realm", Run(6, "require", user).ErrorText, StringComparison.Ordinal);
        Assert.Equal(["users.htdigest"], FolderContent.NamesIn(Path.GetDirectoryName(_file)!));
    }

    [Fact]
    public void Temporary_password_is_refused_and_writes_nothing()
    {
        string before = File.ReadAllText(_file);

        Assert.Contains("htauth htdigest", Run(2, "temporary", "alice").ErrorText, StringComparison.Ordinal);

        Assert.Equal(before, File.ReadAllText(_file));
    }

    /// <summary>Read as a password file it would give a version that no password has, and nobody would have to change anything.</summary>
    [Fact]
    public void Digest_file_without_its_realm_is_refused()
    {
        var console = new TestConsole();

        Assert.Equal(2, console.Run(["password", "require", "alice", "--file", _file]));

        Assert.Contains("--realm", console.ErrorText, StringComparison.Ordinal);
        Assert.Equal(["users.htdigest"], FolderContent.NamesIn(Path.GetDirectoryName(_file)!));
    }

    /// <summary>A password file of the same site has other hashes, and so states of its own in the same database.</summary>
    [Fact]
    public void State_of_a_digest_file_is_none_of_the_password_file_beside_it()
    {
        string passwords = _directory.Write("users.htpasswd", $"alice:{OtpScenario.Hash}\n");
        MakeDatabase();

        Run(0, "require", "alice");
        var console = new TestConsole();

        Assert.Equal(0, console.Run(["password", "list", "--file", passwords]));
        Assert.Equal("", console.OutputText);
        Assert.True(File.Exists(passwords + ".db"));
    }

    private void MakeDatabase()
    {
        using var database = new HtpasswdAccountDatabase(AccountFiles.Beside(_file));
        database.PrepareAsync().GetAwaiter().GetResult();
    }

    private PasswordState StateOf(string user)
    {
        using var database = new HtpasswdAccountDatabase(AccountFiles.Beside(_file));
        return database.ReadPasswordStateAsync().GetAwaiter().GetResult().Find(user);
    }

    private TestConsole Run(int expected, params string[] words)
    {
        var console = new TestConsole();
        int exitCode = console.Run(["password", .. words, "--file", _file, "--realm", Realm]);
        Assert.True(exitCode == expected, $"{string.Join(' ', words)}: {exitCode}\n{console.OutputText}{console.ErrorText}");
        return console;
    }
}
