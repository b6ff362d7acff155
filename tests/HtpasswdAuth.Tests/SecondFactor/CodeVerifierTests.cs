namespace HtpasswdAuth.Tests;

public sealed class CodeVerifierTests
{
    [Fact]
    public async Task Right_code_that_could_not_be_remembered_is_not_accepted()
    {
        using var scenario = new FactorScenario { LosesStates = true };

        Assert.Equal(CodeOutcome.Unavailable, (await scenario.ConsumeAsync()).Outcome);
        scenario.LosesStates = false;

        Assert.Equal(CodeOutcome.Accepted, (await scenario.ConsumeAsync()).Outcome);
    }

    [Fact]
    public async Task First_code_that_is_taken_back_is_good_again()
    {
        using var scenario = new FactorScenario();
        CodeResult first = await scenario.ConsumeFirstAsync();

        await scenario.Codes.TakeBackAsync("alice", first);

        Assert.Equal(CodeOutcome.Accepted, (await scenario.ConsumeFirstAsync()).Outcome);
    }

    /// <summary>As when one form is sent twice: the first was written, the second is too late.</summary>
    [Fact]
    public async Task Later_code_of_the_same_enrolment_is_not_taken_back()
    {
        using var scenario = new FactorScenario();
        await scenario.ConsumeFirstAsync();
        CodeResult second = await scenario.ConsumeFirstAsync(stepsLater: 1);

        await scenario.Codes.TakeBackAsync("alice", second);

        Assert.Equal(CodeOutcome.Accepted, second.Outcome);
        Assert.Equal(CodeOutcome.AlreadyUsed, (await scenario.ConsumeAsync(stepsLater: 1)).Outcome);
    }
}
