using System.Diagnostics;

namespace HtpasswdAuth.Credentials.Tests;

/// <summary>Processes of ours that begin their work at the same moment.</summary>
internal static class OtpProcesses
{
    /// <summary>Waits until each has said that it is ready, and creates the file they all wait for.</summary>
    public static async Task LetGoAsync(Process[] processes, string signal)
    {
        foreach (Process process in processes)
        {
            Assert.Equal("ready", await process.StandardOutput.ReadLineAsync());
        }

        await File.WriteAllTextAsync(signal, "");
    }

    /// <summary>What each wrote after that.</summary>
    public static async Task<IReadOnlyList<string>> OutputsAsync(Process[] processes)
    {
        List<string> outputs = [];
        foreach (Process process in processes)
        {
            Task<string> error = process.StandardError.ReadToEndAsync();
            string output = await process.StandardOutput.ReadToEndAsync();
            await process.WaitForExitAsync();
            Assert.True(process.ExitCode == 0, output + await error);
            outputs.Add(output.Trim());
            process.Dispose();
        }

        return outputs;
    }
}
