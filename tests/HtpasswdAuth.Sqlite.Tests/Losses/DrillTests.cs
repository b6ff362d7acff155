using System.Collections.Concurrent;
using HtpasswdAuth.Testing;
using Microsoft.Data.Sqlite;

namespace HtpasswdAuth.Sqlite.Tests;

/// <summary>The drill of docs/accounts.md: back up under load, lose everything, restore, and what is true afterwards.</summary>
public sealed class DrillTests : IDisposable
{
    private static readonly OtpParameters Counter = OtpParameters.Default with { Type = OtpType.Hotp };

    private readonly AccountSite _site = new();
    private readonly CancellationTokenSource _end = new();
    private readonly ConcurrentDictionary<string, int> _acknowledged = new();

    private string Backup => Path.Combine(_site.Folder, "backup");

    [Fact]
    public async Task Backup_under_load_brings_back_what_was_true_and_lets_nothing_spent_or_ended_count_again()
    {
        SqliteAccounts[] processes = [_site.Open(), _site.Open()];
        OtpEnrolment alice = _site.Enrolment("alice");
        OtpEnrolment bob = OtpEnrolment.Create("bob", AccountSite.Secret, Counter, TimeProvider.System.GetUtcNow(), OtpKeyRing.LoadOrCreate(_site.Files.Factor.Keys));
        AppPassword taken = AppPassword.Create("alice", "taken back after the copy", DateTimeOffset.UnixEpoch, out string password);
        await AccountSite.EnrolAsync(processes[0], alice);
        await AccountSite.EnrolAsync(processes[0], bob);
        await SetAppPasswordsAsync(processes[0], "alice", taken);
        await SpendAsync(processes[0], bob, 5);
        Task[] load = [.. processes.Select((process, number) => LoadAsync(process, $"loaded{number}"))];
        await Eventually.IsTrueAsync(() => _acknowledged.Count == processes.Length, "the load");

        Dictionary<string, int> before = new(_acknowledged);
        using HtpasswdAccountDatabase database = _site.Administer();
        await database.BackupAsync(Backup);

        // What the copy does not know: a code and a counter that were spent, an app password that was taken back, and an enrolment.
        long now = Totp.GetStep(TimeProvider.System.GetUtcNow(), alice.Parameters);
        await SpendAsync(processes[0], alice, now);
        await SpendAsync(processes[0], bob, 9);
        await SetAppPasswordsAsync(processes[0], "alice");
        await AccountSite.EnrolAsync(processes[0], _site.Enrolment("carol"));

        Array.ForEach(["", "-wal", "-shm"], ending => File.Delete(_site.Database + ending));
        await Eventually.IsTrueAsync(() => Array.TrueForAll(processes, IsClosed), "the loss in every process");
        await Assert.ThrowsAnyAsync<IOException>(() => AccountSite.RevokeAsync(processes[0], "alice"));
        await database.RestoreAsync(Backup);
        await Eventually.IsTrueAsync(() => Array.TrueForAll(processes, IsOpen), "the return in every process");

        foreach (SqliteAccounts process in processes)
        {
            OtpStateFile states = process.OtpStates.Current!;
            OtpSecretsFile secrets = process.OtpSecrets.Current!;
            Assert.All(before, loaded => Assert.True(states.Find(loaded.Key).Epoch >= loaded.Value));
            Assert.True(states.Find(OtpStateFile.Everyone).Epoch > 1_000_000, "all sessions are over");
            Assert.False(states.Find("alice").IsUnused(alice.Id, now));
            Assert.False(states.Find("alice").IsUnused(alice.Id, now + 1));
            Assert.True(states.Find("alice").IsUnused(alice.Id, Totp.GetStep(TimeProvider.System.GetUtcNow(), alice.Parameters) + 2));
            Assert.Equal(5, states.Find("bob").LastStep);
            Assert.True(Assert.Single(secrets.Users.Single(user => user.Name == "alice").AppPasswords).Matches(System.Text.Encoding.UTF8.GetBytes(password)));
            Assert.DoesNotContain(secrets.Users, user => user.Name == "carol");
        }

        await AssertGoesOnAsync(processes, load);
    }

    [Fact]
    public async Task Backup_of_a_newer_program_is_refused_with_a_sentence_and_the_database_stays()
    {
        SqliteAccounts accounts = _site.Open();
        await AccountSite.RevokeAsync(accounts, "alice");
        using HtpasswdAccountDatabase database = _site.Administer();
        await database.BackupAsync(Backup);
        using (SqliteConnection connection = SqliteAccountDatabase.Connect(Backup, TimeSpan.FromSeconds(5)))
        using (SqliteCommand command = connection.CreateCommand())
        {
            command.CommandText = $"PRAGMA user_version = {SqliteSql.Version + 1}";
            command.ExecuteNonQuery();
        }

        IOException exception = await Assert.ThrowsAnyAsync<IOException>(() => database.RestoreAsync(Backup));

        Assert.Contains("update HtpasswdAuth on this machine", exception.Message, StringComparison.Ordinal);
        Assert.Equal(1, (await database.ReadOtpStateAsync()).Find("alice").Epoch);
        Assert.Equal(1, AccountSite.Epoch(accounts, "alice"));
    }

    public void Dispose()
    {
        _end.Cancel();
        _end.Dispose();
        _site.Dispose();
    }

    private static bool IsOpen(SqliteAccounts process) =>
        process.Health.GetHealth().Condition == StoreCondition.Healthy && AccountSite.Epoch(process, OtpStateFile.Everyone) > 1_000_000;

    private static bool IsClosed(SqliteAccounts process) =>
        process.OtpSecrets.Current is null && process.Health.GetHealth().Condition == StoreCondition.Unhealthy;

    private static Task SetAppPasswordsAsync(SqliteAccounts process, string user, params AppPassword[] all) => process.OtpSecrets.UpdateAsync(
        user, held => held with { AppPasswords = [.. all] }, CancellationToken.None);

    private static Task SpendAsync(SqliteAccounts process, OtpEnrolment enrolment, long step) => process.OtpStates.UpdateAsync(
        enrolment.User, state => state.WithAccepted(enrolment.Id, step, device: null), CancellationToken.None);

    private async Task AssertGoesOnAsync(SqliteAccounts[] processes, Task[] load)
    {
        Dictionary<string, int> restored = new(_acknowledged);
        await Eventually.IsTrueAsync(() => restored.All(one => _acknowledged[one.Key] > one.Value), "the load goes on");
        await _end.CancelAsync();
        await Task.WhenAll(load);
        using HtpasswdAccountDatabase database = _site.Administer();
        OtpStateFile states = await database.ReadOtpStateAsync();
        Assert.All(_acknowledged, loaded => Assert.Equal(loaded.Value, states.Find(loaded.Key).Epoch));
        Assert.All(processes, process => Assert.Equal(StoreCondition.Healthy, process.Health.GetHealth().Condition));
    }

    /// <summary>Counts on for as long as it runs, as one who changes accounts all the time; what fails was not acknowledged.</summary>
    private async Task LoadAsync(SqliteAccounts process, string user)
    {
        while (!_end.IsCancellationRequested)
        {
            try
            {
                int epoch = 0;
                await process.OtpStates.UpdateAsync(user, state => state with { Epoch = epoch = state.Epoch + 1 }, CancellationToken.None);
                _acknowledged[user] = epoch;
            }
            catch (IOException)
            {
                await Task.Yield();
            }
        }
    }
}
