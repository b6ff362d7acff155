using System.Diagnostics;
using HtpasswdAuth.Testing;

namespace HtpasswdAuth.Faults.Tests;

/// <summary>However many change a file at once, each gets its turn.</summary>
public sealed class QueueOfWritersTests
{
    private const int Writers = 40;

    [Fact]
    public async Task FortyCommandsAtOnceAreAllDone()
    {
        int rounds = Environment.GetEnvironmentVariable("HTPASSWDAUTH_LONG") is null ? 1 : 5;
        using var directory = new TempDirectory();
        string path = directory.Write("users", "");
        for (int round = 0; round < rounds; round++)
        {
            Process[] processes = [.. Enumerable.Range(0, Writers).Select(i =>
                DotnetProgram.Start("htauth", ["htpasswd", "-bB", path, $"user-{round}-{i}", "A-long-password-1"]))];
            foreach (Process process in processes)
            {
                Task<string> output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
                string error = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
                await process.WaitForExitAsync(TestContext.Current.CancellationToken);
                Assert.True(process.ExitCode == 0, await output + error);
                process.Dispose();
            }
        }

        Assert.Equal(rounds * Writers, File.ReadAllLines(path).Length);
    }
}
