using System.Diagnostics;

namespace HtpasswdAuth.Faults.Tests;

/// <summary>
/// Processes that change an account database all the time are killed at 40 moments; 500 with HTPASSWDAUTH_LONG. What they told to be spent is
/// spent, and the next process goes on.
/// </summary>
public sealed class KilledProcessTests
{
    private static readonly int Moments = Environment.GetEnvironmentVariable("HTPASSWDAUTH_LONG") is null ? 40 : 500;

    [Fact]
    public async Task Killed_process_loses_nothing_that_was_acknowledged()
    {
        using AccountProcesses processes = await AccountProcesses.CreateAsync();
        string[] users = ["alice", "bob"];

        for (int moment = 0; moment < Moments; moment += users.Length)
        {
            Process[] running = [.. users.Select(processes.Churn)];
            for (int number = 0; number < users.Length; number++)
            {
                long known = await AccountProcesses.AcknowledgedAsync(running[number], codes: 1 + (moment % 7));

                // Anywhere within a change, which takes some tenths of a millisecond.
                Thread.SpinWait((moment + number) * 500);
                known = await AccountProcesses.KillAsync(running[number], known);

                // One more was on the disk before it could tell.
                Assert.InRange(await processes.LastStepAsync(users[number]), known, known + 1);
            }

            Array.ForEach(running, process => process.Dispose());
        }
    }
}
