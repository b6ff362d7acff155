using System.Diagnostics;
using System.Globalization;

namespace HtpasswdAuth.Faults.Tests;

/// <summary>A site whose disk fails now and then: what it accepted is never accepted again, and it goes on by itself.</summary>
public sealed class FailingDiskTests
{
    private const int Accepted = 60;

    [Theory]
    [InlineData("fsync", "EIO")]
    [InlineData("pwrite64", "EIO")]
    [InlineData("pwrite64", "ENOSPC")]
    public async Task Code_that_was_accepted_is_spent_whatever_fails_after_and_before_it(string call, string error)
    {
        Capability.RequireTracing();
        using AccountProcesses processes = await AccountProcesses.CreateAsync();
        string trace = Path.Combine(processes.Folder, "trace");

        using Process site = processes.StartIn(Strace.FailingAgain(trace, call, error, every: 11), "account-serve", "alice");
        (List<long> accepted, int failures) = await ReadAsync(site);
        site.Kill(entireProcessTree: true);
        await site.WaitForExitAsync();

        Assert.True(Strace.HasFailedIn(trace, processes.Folder));
        Assert.True(failures > 0);
        Assert.Equal(accepted.Distinct().Order(), accepted);
        Assert.True(await processes.LastStepAsync("alice") >= accepted[^1]);
    }

    private static async Task<(List<long> Accepted, int Failures)> ReadAsync(Process site)
    {
        List<long> accepted = [];
        int failures = 0;
        while (accepted.Count < Accepted || failures == 0)
        {
            string line = await site.StandardOutput.ReadLineAsync()
                ?? throw new InvalidOperationException(await site.StandardError.ReadToEndAsync());
            if (long.TryParse(line, CultureInfo.InvariantCulture, out long step))
            {
                accepted.Add(step);
            }
            else
            {
                failures++;
            }
        }

        return (accepted, failures);
    }
}
