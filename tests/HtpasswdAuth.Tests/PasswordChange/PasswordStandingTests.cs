using System.Text;

namespace HtpasswdAuth.Tests;

/// <summary>Who must change a password, whose has expired, and what is remembered of it.</summary>
public sealed class PasswordStandingTests
{
    private const string New = PasswordChangeScenario.NewPassword;

    [Fact]
    public async Task Required_change_is_no_longer_required_once_it_is_done()
    {
        using var scenario = new PasswordChangeScenario();
        scenario.States.Set("""{"u":"alice","mustChange":true}""" + "\n");
        Assert.Equal(PasswordStanding.ChangeForced, await StandingAsync(scenario));

        PasswordChangeResult result = await scenario.ChangeAsync();

        Assert.True(result.WasForced);
        Assert.Equal(PasswordStanding.Good, scenario.Changer.Standings.Of(result.User!));
        Assert.False((await scenario.ChangeAsync(current: New, next: "three blue herons in fog")).WasForced);
    }

    [Fact]
    public async Task Password_for_a_while_can_be_changed_until_then_and_is_wrong_afterwards()
    {
        using var scenario = new PasswordChangeScenario();
        DateTimeOffset expires = scenario.Time.GetUtcNow() + TimeSpan.FromHours(24);
        scenario.States.Set($$"""{"u":"alice","mustChange":true,"expires":"{{expires:yyyy-MM-dd'T'HH:mm:ss'Z'}}"}""" + "\n");
        Assert.Equal(PasswordStanding.ChangeForced, await StandingAsync(scenario));
        Assert.Equal(PasswordChangeOutcome.Refused, (await scenario.ChangeAsync(next: "short")).Outcome);

        scenario.Time.Advance(TimeSpan.FromHours(24));

        Assert.Equal(PasswordStanding.Expired, await StandingAsync(scenario));
        PasswordChangeResult late = await scenario.ChangeAsync();
        Assert.Equal(PasswordChangeOutcome.WrongCredentials, late.Outcome);
        Assert.Contains("expired", scenario.Logs.Named("PasswordChangeRefused").Last().Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Password_ages_from_when_it_was_set_here()
    {
        using var scenario = new PasswordChangeScenario();
        scenario.Options.MaxAge = TimeSpan.FromDays(90);
        PasswordChangeResult result = await scenario.ChangeAsync();

        scenario.Time.Advance(TimeSpan.FromDays(90) - TimeSpan.FromSeconds(1));
        Assert.Equal(PasswordStanding.Good, scenario.Changer.Standings.Of(result.User!));

        scenario.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(PasswordStanding.ChangeForced, scenario.Changer.Standings.Of(result.User!));
    }

    [Fact]
    public async Task Password_that_was_set_elsewhere_ages_from_when_it_is_first_seen()
    {
        using var scenario = new PasswordChangeScenario();
        scenario.Options.MaxAge = TimeSpan.FromDays(90);
        VerifiedUser user = await VerifyAsync(scenario);
        Assert.True(scenario.Changer.Standings.IsNew(user));

        await scenario.Changer.Standings.NoteSightAsync(user, CancellationToken.None);

        Assert.False(scenario.Changer.Standings.IsNew(user));
        scenario.Time.Advance(TimeSpan.FromDays(90));
        Assert.Equal(PasswordStanding.ChangeForced, scenario.Changer.Standings.Of(user));
    }

    [Fact]
    public async Task Without_a_greatest_age_nothing_is_remembered_of_sign_ins()
    {
        using var scenario = new PasswordChangeScenario();

        Assert.False(scenario.Changer.Standings.IsNew(await VerifyAsync(scenario)));
    }

    [Fact]
    public async Task State_that_cannot_be_read_lets_no_user_pass_and_changes_nothing()
    {
        using var scenario = new PasswordChangeScenario();
        scenario.States.IsAway = true;

        Assert.Equal(PasswordStanding.Unknown, await StandingAsync(scenario));
        Assert.Equal(PasswordChangeOutcome.Unavailable, (await scenario.ChangeAsync()).Outcome);
        Assert.True(scenario.SignsIn("alice", PasswordChangeScenario.OldPassword));
    }

    [Fact]
    public async Task State_that_cannot_be_written_serves_as_it_was()
    {
        using var scenario = new PasswordChangeScenario();
        scenario.States.Set("""{"u":"alice","mustChange":true}""" + "\n");
        Assert.Equal(PasswordStanding.ChangeForced, await StandingAsync(scenario));
        scenario.States.IsReadOnly = true;

        PasswordChangeResult result = await scenario.ChangeAsync();

        Assert.Equal(PasswordChangeOutcome.Changed, result.Outcome);
        Assert.Equal(PasswordStanding.ChangeForced, scenario.Changer.Standings.Of(result.User!));
        Assert.Single(scenario.Logs.Named("PasswordStateUnwritable"));
    }

    private static async Task<PasswordStanding> StandingAsync(PasswordChangeScenario scenario) =>
        scenario.Changer.Standings.Of(await VerifyAsync(scenario));

    private static async Task<VerifiedUser> VerifyAsync(PasswordChangeScenario scenario)
    {
        _ = scenario.Changer;
        VerificationResult result = await scenario.Verifier.VerifyAsync(
            "alice"u8, Encoding.UTF8.GetBytes(PasswordChangeScenario.OldPassword), new PasswordAttempt(default, null), CancellationToken.None);
        return result.User!;
    }
}
