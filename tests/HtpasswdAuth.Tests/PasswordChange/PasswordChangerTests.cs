using System.Text;

namespace HtpasswdAuth.Tests;

public sealed class PasswordChangerTests
{
    private const string Old = PasswordChangeScenario.OldPassword;
    private const string New = PasswordChangeScenario.NewPassword;

    [Fact]
    public async Task Right_current_password_and_a_good_new_one_change_that_line_only()
    {
        using var scenario = new PasswordChangeScenario();
        string[] before = await File.ReadAllLinesAsync(scenario.UserFile);

        PasswordChangeResult result = await scenario.ChangeAsync();

        string[] after = await File.ReadAllLinesAsync(scenario.UserFile);
        Assert.Equal(PasswordChangeOutcome.Changed, result.Outcome);
        Assert.True(scenario.SignsIn("alice", New));
        Assert.False(scenario.SignsIn("alice", Old));
        Assert.Equal([before[0], after[1], before[2]], after);
        Assert.StartsWith("alice:$2y$04$", after[1], StringComparison.Ordinal);
        Assert.StartsWith("# staff\r\n", await File.ReadAllTextAsync(scenario.UserFile), StringComparison.Ordinal);
    }

    [Fact]
    public async Task New_password_counts_at_once_and_the_old_one_no_longer()
    {
        using var scenario = new PasswordChangeScenario();
        await scenario.ChangeAsync();

        Assert.Equal(PasswordChangeOutcome.WrongCredentials, (await scenario.ChangeAsync(next: "three blue herons in fog")).Outcome);
        Assert.Equal(PasswordChangeOutcome.Changed, (await scenario.ChangeAsync(current: New, next: "three blue herons in fog")).Outcome);
    }

    [Fact]
    public async Task Result_binds_the_user_to_the_new_password()
    {
        using var scenario = new PasswordChangeScenario();

        PasswordChangeResult result = await scenario.ChangeAsync();

        Assert.Equal("alice", result.User!.Name);
        Assert.Equal(PasswordVersion.Compute("alice", Encoding.ASCII.GetBytes(scenario.HashOf("alice"))), result.User.PasswordVersion);
    }

    [Theory]
    [InlineData("alice", "wrong violet kettle drums", nameof(VerificationOutcome.WrongPassword))]
    [InlineData("mallory", Old, nameof(VerificationOutcome.UnknownUser))]
    [InlineData("carol", Old, nameof(VerificationOutcome.UnusableHash))]
    public async Task Wrong_name_and_wrong_password_are_one_answer(string userName, string current, string verification)
    {
        using var scenario = new PasswordChangeScenario($"{PasswordChangeScenario.Line("alice", Old)}carol:\n");
        string before = await File.ReadAllTextAsync(scenario.UserFile);

        PasswordChangeResult result = await scenario.ChangeAsync(userName, current);

        Assert.Equal(PasswordChangeOutcome.WrongCredentials, result.Outcome);
        Assert.Equal(verification, result.Verification.ToString());
        Assert.Null(result.User);
        Assert.Equal(before, await File.ReadAllTextAsync(scenario.UserFile));
    }

    [Theory]
    [InlineData("wrong violet kettle drums")]
    [InlineData("wrong violet k\u00E9ttle")]
    [InlineData("wrong violet ke\u0301ttle")]
    public async Task Unknown_user_costs_what_a_wrong_password_costs(string current)
    {
        using var known = new PasswordChangeScenario();
        using var unknown = new PasswordChangeScenario();

        await known.ChangeAsync("alice", current);
        await unknown.ChangeAsync("mallory", current);

        Assert.NotEmpty(known.Hashes);
        Assert.Equal(known.Hashes, unknown.Hashes);
    }

    [Theory]
    [InlineData("al:ice")]
    [InlineData("alice\n")]
    [InlineData("alice\r")]
    [InlineData("alice\0")]
    [InlineData("")]
    [InlineData("#alice")]
    public async Task Name_that_no_line_can_have_is_refused_without_a_look_at_the_file(string userName)
    {
        using var scenario = new PasswordChangeScenario();

        Assert.Equal(PasswordChangeOutcome.WrongCredentials, (await scenario.ChangeAsync(userName)).Outcome);
        Assert.Empty(scenario.Hashes);
    }

    [Fact]
    public async Task Reasons_against_the_new_password_are_told_to_its_owner_only()
    {
        using var scenario = new PasswordChangeScenario();

        PasswordChangeResult owner = await scenario.ChangeAsync(next: "alice");
        PasswordChangeResult stranger = await scenario.ChangeAsync(current: "wrong violet kettle drums", next: "alice");

        Assert.Equal(PasswordChangeOutcome.Refused, owner.Outcome);
        Assert.Equal([PasswordRefusalCode.TooShort, PasswordRefusalCode.ContainsUserName], owner.Refusals.Select(refusal => refusal.Code));
        Assert.Equal(PasswordChangeOutcome.WrongCredentials, stranger.Outcome);
        Assert.Empty(stranger.Refusals);
        Assert.True(scenario.SignsIn("alice", Old));
    }

    [Fact]
    public async Task More_than_bcrypt_reads_is_refused_and_SHA_crypt_takes_it()
    {
        string longPassword = New + " and " + string.Join(' ', Enumerable.Range(100, 20).Select(number => number * number));
        using var bcrypt = new PasswordChangeScenario();
        using var sha = new PasswordChangeScenario();
        (sha.Options.Algorithm, sha.Options.Cost) = (PasswordHashAlgorithm.Sha512Crypt, 1000);

        Assert.Equal([PasswordRefusalCode.TooManyBytes], (await bcrypt.ChangeAsync(next: longPassword)).Refusals.Select(refusal => refusal.Code));
        Assert.Equal(PasswordChangeOutcome.Changed, (await sha.ChangeAsync(next: longPassword)).Outcome);
        Assert.StartsWith("$6$rounds=1000$", sha.HashOf("alice"), StringComparison.Ordinal);
        Assert.True(sha.SignsIn("alice", longPassword));
    }

    [Fact]
    public async Task Second_factor_makes_a_shorter_password_enough_and_is_asked_last_and_once()
    {
        using var scenario = new PasswordChangeScenario { HasSecondFactor = userName => userName == "alice" };
        List<string> asked = [];
        Task<bool> Confirm(VerifiedUser user, CancellationToken cancellationToken)
        {
            asked.Add(user.Name);
            return Task.FromResult(asked.Count > 1);
        }

        Assert.Equal(PasswordChangeOutcome.WrongCredentials, (await scenario.ChangeAsync(current: "wrong violet kettle drums", confirm: Confirm)).Outcome);
        Assert.Equal(PasswordChangeOutcome.Refused, (await scenario.ChangeAsync(next: "short", confirm: Confirm)).Outcome);
        Assert.Empty(asked);

        Assert.Equal(PasswordChangeOutcome.NotConfirmed, (await scenario.ChangeAsync(next: "vk7dr!sx", confirm: Confirm)).Outcome);
        Assert.True(scenario.SignsIn("alice", Old));

        Assert.Equal(PasswordChangeOutcome.Changed, (await scenario.ChangeAsync(next: "vk7dr!sx", confirm: Confirm)).Outcome);
        Assert.Equal(["alice", "alice"], asked);
    }

    [Fact]
    public async Task Pattern_decides_by_the_name_alone()
    {
        using var scenario = new PasswordChangeScenario();
        scenario.Options.UserNamePattern = "b.*";

        Assert.Equal(PasswordChangeOutcome.NameRefused, (await scenario.ChangeAsync("alice")).Outcome);
        Assert.Equal(PasswordChangeOutcome.NameRefused, (await scenario.ChangeAsync("mallory")).Outcome);
        Assert.Empty(scenario.Hashes);
        Assert.Equal(PasswordChangeOutcome.Changed, (await scenario.ChangeAsync("bob", "other")).Outcome);
    }

    [Fact]
    public async Task New_password_is_stored_composed_and_the_current_one_is_known_in_either_form()
    {
        const string Composed = "cr\u00E8me kettle drums at seven";
        const string Decomposed = "cre\u0300me kettle drums at seven";
        using var scenario = new PasswordChangeScenario();

        await scenario.ChangeAsync(next: Decomposed);

        Assert.True(scenario.SignsIn("alice", Composed));
        Assert.Equal(PasswordChangeOutcome.Changed, (await scenario.ChangeAsync(current: Decomposed)).Outcome);
    }

    [Fact]
    public async Task Names_of_the_file_are_found_in_either_form()
    {
        using var scenario = new PasswordChangeScenario(PasswordChangeScenario.Line("zo\u00EB", Old));

        Assert.Equal(PasswordChangeOutcome.Changed, (await scenario.ChangeAsync("zoe\u0308")).Outcome);
        Assert.True(scenario.SignsIn("zo\u00EB", New));
    }
}
