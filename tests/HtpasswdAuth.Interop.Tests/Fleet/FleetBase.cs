using HtpasswdAuth.Testing;

namespace HtpasswdAuth.Interop.Tests;

/// <summary>A database with the demo's users, and the files that every node has.</summary>
internal sealed class FleetBase : IDisposable
{
    public FleetBase(PostgreSqlServer server, Action<SampleFiles> prepare)
    {
        Connection = server.CreateDatabase();
        prepare(Files);
        Htauth("db", "migrate");
        Htauth("db", "import", Files.UserFile);

        // Nobody is to find the answers there.
        File.Delete(Files.UserFile);
        File.Delete(Files.Otp.Secrets);
    }

    public string Connection { get; }

    public SampleFiles Files { get; } = new("TwoFactorSite");

    public Task<SampleSite> StartNodeAsync(params string[] settings) => SampleSite.StartAsync(
        "Fleet", Files, [$"--ConnectionStrings:htpasswd={Connection}", $"--KeyFile={Files.Otp.Keys}", .. settings]);

    public void Htauth(params string[] words)
    {
        ToolResult result = DotnetProgram.Run("htauth", [.. words, "--connection", Connection]);
        Assert.True(result.ExitCode == 0, $"htauth {string.Join(' ', words)}: {result.ExitCode} {result.Error}");
    }

    public void Dispose() => Files.Dispose();
}
