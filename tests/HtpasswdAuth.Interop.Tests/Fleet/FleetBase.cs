using HtpasswdAuth.Testing;

namespace HtpasswdAuth.Interop.Tests;

/// <summary>A database with the demo's users, and the files that every node has.</summary>
internal sealed class FleetBase : IDisposable
{
    /// <summary>Tests of fleets run one after the other: each has a database and several programs.</summary>
    public const string Collection = "Fleet";

    private const int Attempts = 5;

    public FleetBase(PostgreSqlServer server, Action<SampleFiles> prepare)
    {
        Connection = server.CreateDatabase();
        DemoEnrolment.PutInPlace(Files.Root);
        prepare(Files);
        Htauth("db", "migrate");
        Htauth("db", "import", Files.UserFile);

        // No node is to find the answers there.
        File.Delete(Files.UserFile);
        Array.ForEach(Directory.GetFiles(Files.Root, "users.otp*").Except([Files.Otp.Keys]).ToArray(), File.Delete);
        Array.ForEach(Directory.GetFiles(Files.Root, "users.htpasswd.db*"), File.Delete);
    }

    public string Connection { get; }

    public SampleFiles Files { get; } = new("TwoFactorSite");

    public Task<SampleSite> StartNodeAsync(params string[] settings) => SampleSite.StartAsync(
        "Fleet", Files, [$"--ConnectionStrings:htpasswd={Connection}", $"--KeyFile={Files.Otp.Keys}", .. settings]);

    public void Htauth(params string[] words)
    {
        // Beside these tests it lacks what they get from the framework of the web.
        string program = Path.Combine(SampleFiles.Source("Fleet"), "../../src/HtpasswdAuth.Tool/bin", SampleSite.Built, "net10.0/htauth.dll");
        ToolResult result = Run(program, words);
        for (int attempt = 1; attempt < Attempts && result.Error.Contains("did not answer in time", StringComparison.Ordinal); attempt++)
        {
            // A machine with much to do; that is not what these tests are about.
            result = Run(program, words);
        }

        Assert.True(result.ExitCode == 0, $"htauth {string.Join(' ', words)}: {result.ExitCode} {result.Error}");
    }

    public void Dispose() => Files.Dispose();

    private ToolResult Run(string program, string[] words) => ExternalTool.Run("dotnet", ["exec", program, .. words, "--connection", Connection]);
}
