using HtpasswdAuth.Testing;

namespace HtpasswdAuth.Tool.Tests;

/// <summary>A folder with a server's configuration, whose password files are there and sound.</summary>
internal sealed class MigrateScenario : IDisposable
{
    private static readonly string Strong = PasswordHash.Create("pw"u8, new PasswordHashParameters(PasswordHashAlgorithm.Bcrypt, 10));

    private readonly TempDirectory _directory = new();

    public MigrateScenario()
    {
        Write("users", $"alice:{Strong}\n");
        Write("others", $"bob:{Strong}\n");
        Write("groups", "admins: alice\n");
        Write("digest", "alice:Private:0123456789abcdef0123456789abcdef\n");
    }

    public string Output { get; private set; } = "";

    public string Errors { get; private set; } = "";

    public string Root => _directory.Path;

    public string Program => Part("Program.cs", "appsettings.json");

    public string Settings => Part("appsettings.json", "notes");

    public string Notes => Output[Output.IndexOf("==> notes", StringComparison.Ordinal)..];

    public static string Hash => Strong;

    /// <summary>Writes a file in which DIR stands for the folder.</summary>
    public string Write(string name, string content) => _directory.Write(name, content.Replace("DIR", Root, StringComparison.Ordinal));

    public int Migrate(string name, string content)
    {
        Write(name, content);
        return Run(_directory.File(name));
    }

    public int Run(params string[] arguments)
    {
        var console = new TestConsole();
        int exitCode = console.Run(["migrate", .. arguments]);
        Output = console.OutputText.Replace(Root, "DIR", StringComparison.Ordinal);
        Errors = console.ErrorText.Replace(Root, "DIR", StringComparison.Ordinal);
        return exitCode;
    }

    public void Dispose() => _directory.Dispose();

    private string Part(string name, string next)
    {
        int start = Output.IndexOf($"==> {name}", StringComparison.Ordinal);
        return Output[start..Output.IndexOf($"==> {next}", StringComparison.Ordinal)];
    }
}
