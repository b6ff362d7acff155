namespace HtpasswdAuth.Tests;

/// <summary>While what is served of a user may be behind, a mismatch is an outage and no wrong password.</summary>
public sealed class UncertainUserTests : IDisposable
{
    private readonly VerifierScenario _scenario = new(VerifierScenario.Line("alice", "right"));

    public void Dispose() => _scenario.Dispose();

    [Theory]
    [InlineData("alice")]
    [InlineData("bob")]
    public async Task Mismatch_IsAnOutage(string user)
    {
        _scenario.UncertainUser = user;

        VerificationResult result = await _scenario.VerifyAsync(user, "new");

        Assert.Equal(VerificationOutcome.StoreUnavailable, result.Outcome);
    }

    [Fact]
    public async Task RightPassword_IsRight()
    {
        _scenario.UncertainUser = "alice";

        VerificationResult result = await _scenario.VerifyAsync("alice", "right");

        Assert.Equal(VerificationOutcome.Verified, result.Outcome);
    }

    [Fact]
    public async Task OtherUsers_HaveWrongPasswords()
    {
        _scenario.UncertainUser = "bob";

        VerificationResult result = await _scenario.VerifyAsync("alice", "new");

        Assert.Equal(VerificationOutcome.WrongPassword, result.Outcome);
    }

    [Fact]
    public async Task Mismatches_AreNotCounted()
    {
        _scenario.UncertainUser = "alice";
        for (int i = 0; i < 200; i++)
        {
            VerificationResult result = await _scenario.VerifyAsync("alice", $"guess{i}");
            Assert.Equal(VerificationOutcome.StoreUnavailable, result.Outcome);
        }

        _scenario.UncertainUser = null;
        VerificationResult owner = await _scenario.VerifyAsync("alice", "right");

        Assert.Equal(VerificationOutcome.Verified, owner.Outcome);
    }

    [Fact]
    public async Task MismatchOfThen_IsWrongAfterwards()
    {
        _scenario.UncertainUser = "alice";
        await _scenario.VerifyAsync("alice", "new");
        _scenario.UncertainUser = null;

        VerificationResult result = await _scenario.VerifyAsync("alice", "new");

        Assert.Equal(VerificationOutcome.WrongPassword, result.Outcome);
    }

    [Fact]
    public async Task MismatchOfBefore_IsAnOutageFromThenOn()
    {
        await _scenario.VerifyAsync("alice", "new");
        _scenario.UncertainUser = "alice";

        VerificationResult result = await _scenario.VerifyAsync("alice", "new");

        Assert.Equal(VerificationOutcome.StoreUnavailable, result.Outcome);
    }
}
