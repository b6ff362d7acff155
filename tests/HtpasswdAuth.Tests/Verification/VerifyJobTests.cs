namespace HtpasswdAuth.Tests;

public sealed class VerifyJobTests
{
    [Fact]
    public void Password_is_gone_from_memory_when_the_answer_is_there()
    {
        byte[] password = "secret"u8.ToArray();
        var job = new VerifyJob(1, new PasswordAttempt(default, device: null), new AttemptedUser("alice", IsKnown: true), "alice"u8.ToArray(), password, default);

        job.Complete(VerificationResult.Refused(VerificationOutcome.WrongPassword));

        Assert.All(password, value => Assert.Equal(0, value));
    }

    [Fact]
    public async Task Nobody_joins_what_everybody_has_given_up()
    {
        VerifyJob waited = Jobs.Job("alice", Jobs.Cheap);
        VerifyJob abandoned = await Jobs.AbandonedAsync("alice", Jobs.Cheap);

        Assert.True(waited.TryJoin());
        Assert.False(abandoned.TryJoin());
    }
}
