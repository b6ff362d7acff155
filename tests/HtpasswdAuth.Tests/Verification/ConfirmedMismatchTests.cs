namespace HtpasswdAuth.Tests;

/// <summary>A store is asked once more before a password counts as wrong.</summary>
public sealed class ConfirmedMismatchTests : IDisposable
{
    private readonly VerifierScenario _scenario = new(VerifierScenario.Line("alice", "right"));

    public void Dispose() => _scenario.Dispose();

    [Theory]
    [InlineData("alice")]
    [InlineData("bob")]
    public async Task Mismatch_IsWrongWhereNothingIsFound(string user)
    {
        int asked = 0;
        _scenario.Confirming = async () =>
        {
            await Task.Yield();
            asked++;
        };

        VerificationResult result = await _scenario.VerifyAsync(user, "wrong");

        Assert.Equal(user == "alice" ? VerificationOutcome.WrongPassword : VerificationOutcome.UnknownUser, result.Outcome);
        Assert.Equal(1, asked);
    }

    [Fact]
    public async Task RightPassword_AsksNothing()
    {
        _scenario.Confirming = () => throw new InvalidOperationException("asked");

        Assert.Equal(VerificationOutcome.Verified, (await _scenario.VerifyAsync("alice", "right")).Outcome);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Mismatch_IsAnOutageWhereOneIsFound(bool atOnce)
    {
        _scenario.Confirming = async () =>
        {
            if (!atOnce)
            {
                await Task.Yield();
            }

            _scenario.UncertainUser = "alice";
        };

        Assert.Equal(VerificationOutcome.StoreUnavailable, (await _scenario.VerifyAsync("alice", "new")).Outcome);
    }

    [Theory]
    [InlineData("alice")]
    [InlineData("bob")]
    public async Task Mismatch_SaysNothingOfALineThatIsAnotherByNow(string user)
    {
        string changed = VerifierScenario.Line(user, "new");
        _scenario.Confirming = async () =>
        {
            await Task.Yield();
            _scenario.Change(changed);
        };

        Assert.Equal(VerificationOutcome.StoreUnavailable, (await _scenario.VerifyAsync(user, "new")).Outcome);
        Assert.Equal(VerificationOutcome.Verified, (await _scenario.VerifyAsync(user, "new")).Outcome);
    }

    [Fact]
    public async Task StoreThatThrows_IsNoWrongPassword()
    {
        _scenario.Confirming = async () =>
        {
            await Task.Yield();
            throw new InvalidOperationException("broken");
        };

        Assert.Equal(VerificationOutcome.Busy, (await _scenario.VerifyAsync("alice", "new")).Outcome);
    }
}
