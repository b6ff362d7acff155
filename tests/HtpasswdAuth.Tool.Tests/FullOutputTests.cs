using System.Text;
using HtpasswdAuth.Sqlite;
using HtpasswdAuth.Testing;

namespace HtpasswdAuth.Tool.Tests;

/// <summary>Where output cannot be written, a line says so, and what was to be shown has not happened.</summary>
public sealed class FullOutputTests : IDisposable
{
    private readonly TempDirectory _directory = new();
    private readonly string _users;
    private readonly byte[] _before;

    public FullOutputTests()
    {
        _users = _directory.Write("users", "alice:$2y$04$abcdefghijklmnopqrstuujydOTSfIH/d5oUHpsygqV5X9xJLQc6e\n");
        _before = File.ReadAllBytes(_users);
    }

    public static TheoryData<string> Lines =>
    [
        "--help", "--version", "hash --help", "hash --cost 4", "completion bash", "check USERS", "users USERS", "verify --help",
        "htpasswd -nb alice secret", "otp list --file USERS", "otp add alice --file USERS", "otp add alice --file USERS --png PNG",
        "password list --file USERS", "password temporary alice --file USERS", "password temporary bob --add --file USERS", "migrate SITE",
    ];

    [Theory]
    [MemberData(nameof(Lines))]
    public void Verb_says_in_one_line_that_it_cannot_write(string line)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "/dev/full is Linux's.");
        (int exitCode, string error) = Run(line);

        if (error.Length > 0 || !line.EndsWith("list --file USERS", StringComparison.Ordinal))
        {
            Assert.Equal(1, exitCode);
            Assert.Equal(1, error.Split('\n').Count(text => text.Contains("cannot be written", StringComparison.Ordinal)));
            Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("password temporary alice --file USERS")]
    [InlineData("password temporary bob --add --file USERS")]
    [InlineData("otp add alice --file USERS")]
    [InlineData("otp add alice --file USERS --png PNG")]
    [InlineData("otp ticket alice --file USERS")]
    [InlineData("otp app add alice backup --file USERS")]
    public async Task What_cannot_be_shown_again_has_not_happened_where_it_was_not_shown(string line)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "/dev/full is Linux's.");

        Assert.Equal(1, Run(line).ExitCode);

        Assert.Equal(_before, File.ReadAllBytes(_users));
        Assert.False(File.Exists(_directory.File("picture.png")));
        using var database = new HtpasswdAccountDatabase(AccountFiles.Beside(_users));
        Assert.True(database.Exists);
        Assert.Equal(0, (await database.ReadOtpSecretsAsync(TestContext.Current.CancellationToken)).Count);
        Assert.Equal(0, (await database.ReadPasswordStateAsync(TestContext.Current.CancellationToken)).Count);
    }

    [Fact]
    public void Picture_that_cannot_be_written_costs_nothing()
    {
        var console = new TestConsole();

        int exitCode = Dispatcher.Run(new CommandLine("htauth", Words("otp add alice --file USERS --png /nowhere/picture.png")), console);

        Assert.Equal(1, exitCode);
        Assert.Empty(console.OutputText);
        Assert.False(File.Exists(_users + ".db"));
    }

    [Fact]
    public void Messages_that_cannot_be_shown_leave_the_exit_code_as_it_is()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "/dev/full is Linux's.");
        using FileStream full = new("/dev/full", FileMode.Open, FileAccess.Write);
        using var messages = new DescriptorStream((int)full.SafeFileHandle.DangerousGetHandle(), isForMessages: true);

        messages.Write(Encoding.ASCII.GetBytes("nobody reads this"));
    }

    public void Dispose() => _directory.Dispose();

    private (int ExitCode, string Error) Run(string line)
    {
        if (line.StartsWith("password temporary", StringComparison.Ordinal))
        {
            Assert.Equal(0, new TestConsole().Run("account", "init", "--file", _users));
        }

        using FileStream full = new("/dev/full", FileMode.Open, FileAccess.Write);
        using var output = new DescriptorStream((int)full.SafeFileHandle.DangerousGetHandle());
        var console = new TestConsole { Output = output }.Answering("secret");
        int exitCode = Dispatcher.Run(new CommandLine("htauth", Words(line)), console);
        return (exitCode, console.ErrorText);
    }

    private string[] Words(string line)
    {
        string site = _directory.File("site");
        Directory.CreateDirectory(site);
        File.WriteAllText(Path.Combine(site, ".htaccess"), $"AuthType Basic\nAuthName x\nAuthUserFile {_users}\nRequire valid-user\n");
        return [.. line.Split(' ').Select(word => word switch
        {
            "USERS" => _users,
            "PNG" => _directory.File("picture.png"),
            "SITE" => site,
            _ => word,
        })];
    }
}
