using HtpasswdAuth.Testing;

namespace HtpasswdAuth.Tool.Tests;

/// <summary>A database of its own, made ready by <c>htauth db migrate</c>, and a directory with the files of a site.</summary>
internal sealed class DatabaseScenario : IDisposable
{
    private readonly string _connection;
    private readonly TempDirectory _directory = new();

    public DatabaseScenario(PostgreSqlServer server)
    {
        _connection = server.CreateDatabase();
        Assert.Equal(0, Run("db", "migrate").ExitCode);
    }

    public string UserFile => File("users.htpasswd");

    public OtpFiles Otp => OtpFiles.Beside(UserFile);

    public string File(string name) => _directory.File(name);

    public void Write(string name, string content) => _directory.Write(name, content);

    /// <summary>Runs the program; which database, the environment says.</summary>
    public (int ExitCode, string Output, string Error) Run(params string[] words) => RunWith("", words);

    /// <param name="input">Its standard input.</param>
    /// <param name="words">Its arguments.</param>
    public (int ExitCode, string Output, string Error) RunWith(string input, params string[] words)
    {
        var console = TestConsole.WithInput(input);
        console.Environment["HTAUTH_CONNECTION"] = _connection;
        int exitCode = console.Run(words);
        return (exitCode, console.OutputText, console.ErrorText);
    }

    public void Dispose() => _directory.Dispose();
}
