namespace HtpasswdAuth.Tests;

/// <summary>What is decided by what the stores hold at the moment they are written, and how seldom they are.</summary>
public sealed class SecondFactorStoreTests
{
    [Fact]
    public async Task Enrolment_begun_before_another_does_not_replace_it_although_that_was_not_seen_yet()
    {
        using var scenario = new FactorScenario { Lags = true };
        EnrolmentStart one = scenario.Enrolments.Begin(scenario.Alice, ticket: null, out _)!;
        EnrolmentStart two = scenario.Enrolments.Begin(scenario.Alice, ticket: null, out _)!;

        Assert.Equal(EnrolmentOutcome.Enrolled, (await scenario.ConfirmAsync(one)).Outcome);
        Assert.Equal(EnrolmentOutcome.Stale, (await scenario.ConfirmAsync(two)).Outcome);

        Assert.Equal(one.Uri.Secret.ToArray(), scenario.Secret);
    }

    [Fact]
    public void Use_of_an_app_password_is_written_once_in_five_minutes()
    {
        using var scenario = new FactorScenario();

        Assert.True(scenario.UseAppPassword());
        scenario.Time.Advance(TimeSpan.FromMinutes(5) - TimeSpan.FromSeconds(1));
        Assert.True(scenario.UseAppPassword());
        Assert.Equal(1, scenario.StateWrites);

        scenario.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.True(scenario.UseAppPassword());
        Assert.Equal(2, scenario.StateWrites);
    }
}
