using System.Diagnostics;
using HtpasswdAuth.EditorProcess;

namespace HtpasswdAuth.Faults.Tests;

/// <summary>A code counts once on a machine, however many processes it is given to at the same moment.</summary>
public sealed class EqualCodesTests
{
    [Fact]
    public async Task Of_64_equal_codes_at_once_over_two_processes_one_is_accepted()
    {
        using AccountProcesses processes = await AccountProcesses.CreateAsync();
        string signal = Path.Combine(processes.Folder, "begin");
        Process[] running = [.. Enumerable.Range(0, 2).Select(_ => processes.Start("account-accept", "alice", signal, "32"))];
        foreach (Process process in running)
        {
            Assert.Equal("ready", await process.StandardOutput.ReadLineAsync());
        }

        await File.WriteAllTextAsync(signal, "");
        string[] accepted = await Task.WhenAll(running.Select(process => process.StandardOutput.ReadToEndAsync()));

        Assert.Equal(["0", "1"], accepted.Select(number => number.Trim()).Order(StringComparer.Ordinal));
        Assert.Equal(7, await processes.LastStepAsync("alice"));
        Assert.Equal(AccountEdits.EnrolmentId, await EnrolmentAsync(processes));
        Array.ForEach(running, process => process.Dispose());
    }

    private static async Task<string?> EnrolmentAsync(AccountProcesses processes)
    {
        using Sqlite.HtpasswdAccountDatabase database = processes.Open();
        return (await database.ReadOtpStateAsync()).Find("alice").EnrolmentId;
    }
}
