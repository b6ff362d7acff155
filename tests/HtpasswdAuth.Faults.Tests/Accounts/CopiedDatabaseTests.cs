using System.Diagnostics;
using System.Globalization;
using HtpasswdAuth.Sqlite;
using HtpasswdAuth.Testing;

namespace HtpasswdAuth.Faults.Tests;

/// <summary>
/// A copy by <c>cp</c> while processes write may be torn. When it is opened it is refused, or it says of nobody that a code was spent that was not;
/// a backup is whole and knows all that was acknowledged before.
/// </summary>
public sealed class CopiedDatabaseTests : IAsyncLifetime
{
    private const int Copies = 20;

    private readonly TempDirectory _copies = new();
    private AccountProcesses _processes = null!;
    private Process[] _running = [];

    public async ValueTask InitializeAsync()
    {
        _processes = await AccountProcesses.CreateAsync();
        _running = [_processes.Churn("alice"), _processes.Churn("bob")];
    }

    [Fact]
    public async Task Copy_by_cp_during_writes_is_refused_or_consistent()
    {
        List<string> copies = [];
        for (int number = 0; number < Copies; number++)
        {
            await AccountProcesses.AcknowledgedAsync(_running[0], codes: 1);
            string folder = Directory.CreateDirectory(_copies.File(number.ToString(CultureInfo.InvariantCulture))).FullName;
            string script = number % 2 == 0 ? "cp \"$1\" \"$2\"" : "cp \"$1\" \"$1-wal\" \"$2\"";
            ExternalTool.Run("sh", ["-c", script, "sh", _processes.UserFile + ".db", folder]);
            copies.Add(Path.Combine(folder, "users.htpasswd"));
        }

        long most = await KillAllAsync();
        foreach (string copy in copies)
        {
            try
            {
                using var database = new HtpasswdAccountDatabase(AccountFiles.Beside(copy));
                OtpStateFile states = await database.ReadOtpStateAsync();

                // One more may have been on the disk before it could be told.
                Assert.InRange(states.Find("alice").LastStep, -1, most + 1);
                await database.UpdateOtpStateAsync("alice", static state => state.WithSessionsRevoked());
            }
            catch (IOException exception)
            {
                Assert.Contains("account database", exception.Message, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public async Task Backup_during_writes_is_whole_and_knows_what_was_acknowledged_before()
    {
        for (int number = 0; number < Copies; number++)
        {
            long before = await AccountProcesses.AcknowledgedAsync(_running[0], codes: 1);
            string backup = _copies.File("backup" + number.ToString(CultureInfo.InvariantCulture));
            using HtpasswdAccountDatabase database = _processes.Open();
            await database.BackupAsync(backup);

            using var copy = new HtpasswdAccountDatabase(AccountFiles.Beside(_processes.UserFile), backup);
            Assert.True((await copy.ReadOtpStateAsync()).Find("alice").LastStep >= before);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await KillAllAsync();
        Array.ForEach(_running, process => process.Dispose());
        _processes.Dispose();
        _copies.Dispose();
    }

    private async Task<long> KillAllAsync()
    {
        foreach (Process process in _running.Where(process => !process.HasExited))
        {
            await AccountProcesses.KillAsync(process, acknowledged: -1);
        }

        return await _processes.LastStepAsync("alice");
    }
}
