using System.Text;
using HtpasswdAuth.Testing;

namespace HtpasswdAuth.Tests;

/// <summary>What others do to the file while somebody changes a password, and what the file does not let be done.</summary>
public sealed class PasswordChangeFileTests
{
    private const string Old = PasswordChangeScenario.OldPassword;
    private const string New = PasswordChangeScenario.NewPassword;

    [Fact]
    public async Task Line_that_was_hashed_anew_meanwhile_is_verified_again_and_changed()
    {
        using var scenario = new PasswordChangeScenario();
        _ = scenario.Changer;
        scenario.SetByAnother("alice", Old);

        PasswordChangeResult result = await scenario.ChangeAsync();

        Assert.Equal(PasswordChangeOutcome.Changed, result.Outcome);
        Assert.True(scenario.SignsIn("alice", New));
        Assert.Equal(2, scenario.Hashes.Count);
    }

    [Fact]
    public async Task Password_that_an_administrator_set_meanwhile_is_not_overwritten()
    {
        using var scenario = new PasswordChangeScenario();
        _ = scenario.Changer;
        scenario.SetByAnother("alice", "set by the administrator");

        PasswordChangeResult result = await scenario.ChangeAsync();

        Assert.Equal(PasswordChangeOutcome.Conflict, result.Outcome);
        Assert.True(scenario.SignsIn("alice", "set by the administrator"));
    }

    [Fact]
    public async Task User_who_was_removed_meanwhile_is_not_added_again()
    {
        using var scenario = new PasswordChangeScenario();
        _ = scenario.Changer;
        CredentialFile.Update(scenario.UserFile, _ => Encoding.UTF8.GetBytes(PasswordChangeScenario.Line("bob", "other")));

        Assert.Equal(PasswordChangeOutcome.Conflict, (await scenario.ChangeAsync()).Outcome);
        Assert.Equal("", scenario.HashOf("alice"));
    }

    [Fact]
    public async Task File_that_lost_users_a_moment_ago_is_left_as_it_is()
    {
        using var scenario = new PasswordChangeScenario();
        _ = scenario.Changer;
        string half = LineOfAlice(scenario);
        await File.WriteAllTextAsync(scenario.UserFile, half);

        Assert.Equal(PasswordChangeOutcome.Busy, (await scenario.ChangeAsync()).Outcome);
        Assert.Equal(half, await File.ReadAllTextAsync(scenario.UserFile));
    }

    [Fact]
    public async Task File_that_has_been_left_alone_since_it_lost_users_is_the_truth()
    {
        using var scenario = new PasswordChangeScenario();
        _ = scenario.Changer;
        await File.WriteAllTextAsync(scenario.UserFile, LineOfAlice(scenario));
        File.SetLastWriteTimeUtc(scenario.UserFile, TimeProvider.System.GetUtcNow().UtcDateTime - CredentialFileEvidence.Settled);

        Assert.Equal(PasswordChangeOutcome.Changed, (await scenario.ChangeAsync()).Outcome);
        Assert.Equal("", scenario.HashOf("bob"));
    }

    [Fact]
    public async Task Of_two_changes_of_one_password_at_once_one_counts()
    {
        using var scenario = new PasswordChangeScenario();
        string[] wanted = [New, "three blue herons in fog"];

        PasswordChangeResult[] results = await Task.WhenAll(wanted.Select(next => Task.Run(() => scenario.ChangeAsync(next: next))));

        int winner = Array.FindIndex(results, result => result.Outcome == PasswordChangeOutcome.Changed);
        Assert.True(results[1 - winner].Outcome is PasswordChangeOutcome.Conflict or PasswordChangeOutcome.WrongCredentials);
        Assert.True(scenario.SignsIn("alice", wanted[winner]));
    }

    [Fact]
    public async Task Twenty_users_at_once_lose_nothing_while_others_edit_the_file()
    {
        string[] users = [.. Enumerable.Range(0, 20).Select(number => $"user{number}")];
        using var scenario = new PasswordChangeScenario("# kept\n" + string.Concat(users.Select(user => PasswordChangeScenario.Line(user, Old))));
        _ = scenario.Changer;
        using var stop = new CancellationTokenSource();
        Task<int> editing = Task.Run(() =>
        {
            int edits = 0;
            for (; !stop.IsCancellationRequested; edits++)
            {
                scenario.SetByAnother($"other{edits % 10}", $"password {edits}");
            }

            return edits;
        });

        PasswordChangeResult[] results = await Task.WhenAll(users.Select(user => Task.Run(() => scenario.ChangeAsync(user, Old, $"{New} for {user[4..]}"))));

        await stop.CancelAsync();
        Assert.True(await editing > 0);
        Assert.All(results, result => Assert.Equal(PasswordChangeOutcome.Changed, result.Outcome));
        Assert.All(users, user => Assert.True(scenario.SignsIn(user, $"{New} for {user[4..]}")));
        string[] lines = await File.ReadAllLinesAsync(scenario.UserFile);
        Assert.Equal(["# kept", .. users], lines.Take(21).Select(line => line.Split(':')[0]));
        Assert.Equal(lines.Length, lines.Select(line => line.Split(':')[0]).Distinct().Count());
        Assert.Equal(users.Length, scenario.States.Current!.Count);
    }

    [Fact]
    public async Task File_that_may_only_be_read_is_told_and_stays()
    {
        using var scenario = new PasswordChangeScenario();
        _ = scenario.Changer;
        byte[] before = await File.ReadAllBytesAsync(scenario.UserFile);
        using (new ReadOnlyFile(scenario.UserFile))
        {
            Assert.Equal(PasswordChangeOutcome.ReadOnly, (await scenario.ChangeAsync()).Outcome);
        }

        Assert.Equal(before, await File.ReadAllBytesAsync(scenario.UserFile));
        string message = Assert.Single(scenario.Logs.Named("UserFileUnwritable")).Message;
        Assert.Matches("could not be changed: (Operation not permitted|Permission denied|Read-only file system)\\.", message);
    }

    [Fact]
    public async Task File_that_is_gone_is_told_and_not_created()
    {
        using var scenario = new PasswordChangeScenario();
        _ = scenario.Changer;
        File.Delete(scenario.UserFile);

        Assert.Equal(PasswordChangeOutcome.Unavailable, (await scenario.ChangeAsync()).Outcome);
        Assert.False(File.Exists(scenario.UserFile));
    }

    [Fact]
    public async Task Line_that_tools_and_servers_read_differently_is_left_alone()
    {
        string hash = PasswordChangeScenario.Hash(Old);
        using var scenario = new PasswordChangeScenario($"al\\\nice:{hash}\nbob:x\n");
        byte[] before = await File.ReadAllBytesAsync(scenario.UserFile);

        Assert.Equal(PasswordChangeOutcome.Unavailable, (await scenario.ChangeAsync()).Outcome);

        Assert.Equal(before, await File.ReadAllBytesAsync(scenario.UserFile));
        Assert.Single(scenario.Logs.Named("UserLineUnwritable"));
    }

    [Fact]
    public async Task More_changes_than_may_wait_are_turned_away()
    {
        using var scenario = new PasswordChangeScenario();
        (scenario.Options.MaxConcurrentChanges, scenario.Options.MaxQueuedChanges) = (1, 0);

        // Verified before, so that the next attempts run to the place on this thread.
        await scenario.ChangeAsync(next: "short");
        Task<PasswordChangeResult> first;
        using (CredentialFileLock.Acquire(scenario.UserFile, TimeSpan.FromSeconds(10)))
        {
            first = scenario.ChangeAsync();
            Assert.Equal(PasswordChangeOutcome.Busy, (await scenario.ChangeAsync("bob", "other", "three blue herons in fog")).Outcome);
        }

        Assert.Equal(PasswordChangeOutcome.Changed, (await first).Outcome);
    }

    [Fact]
    public async Task Nothing_is_left_beside_the_file()
    {
        using var scenario = new PasswordChangeScenario();

        await scenario.ChangeAsync();

        Assert.Equal(["users.htpasswd"], FolderContent.NamesIn(scenario.Directory.Path));
        Assert.DoesNotContain(New, Encoding.UTF8.GetString(scenario.States.Current!.ToArray()), StringComparison.Ordinal);
    }

    private static string LineOfAlice(PasswordChangeScenario scenario) => $"alice:{scenario.HashOf("alice")}\n";
}
