using System.Text;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.DependencyInjection;

namespace HtpasswdAuth.Tests;

/// <summary>Passwords that a real verifier hashes side by side.</summary>
public sealed class VerifierGroupTests
{
    private static readonly string File =
        VerifierScenario.Line("first", "secret") + VerifierScenario.Line("alice", "secret") + VerifierScenario.Line("bob", "other")
        + VerifierScenario.Line("carol", "third") + VerifierScenario.Line("dear", "secret", cost: 5) + "broken:$2y$04$short\n";

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Everybody_gets_the_answer_they_get_alone(int maxTogether)
    {
        using var door = new ClosedDoor();
        using VerifierScenario scenario = Scenario(door.Create, maxTogether);
        Task<VerificationResult> first = scenario.VerifyAsync("first", "secret");
        door.WaitUntilSomebodyIsThere();
        Task<VerificationResult[]> all = Task.WhenAll(
            scenario.VerifyAsync("alice", "secret"), scenario.VerifyAsync("mallory", "secret"), scenario.VerifyAsync("bob", "wrong"),
            scenario.VerifyAsync("broken", "secret"), scenario.VerifyAsync("dear", "secret"), scenario.VerifyAsync("carol", "third"));
        door.Open();

        Assert.Equal(
            [
                VerificationOutcome.Verified, VerificationOutcome.UnknownUser, VerificationOutcome.WrongPassword, VerificationOutcome.UnusableHash,
                VerificationOutcome.Verified, VerificationOutcome.Verified,
            ],
            (await all).Select(result => result.Outcome));
        Assert.True((await first).Succeeded);
        Assert.Equal("alice dear carol", string.Join(' ', (await all).Where(result => result.Succeeded).Select(result => result.User!.Name)));
    }

    [Fact]
    public async Task What_happens_to_one_of_a_group_does_not_hurt_its_companions()
    {
        using var door = new ClosedDoor();
        using VerifierScenario scenario = Scenario(name => name == "bob" ? throw new InvalidOperationException("bob") : door.Create(name));
        Task<VerificationResult> first = scenario.VerifyAsync("first", "secret");
        door.WaitUntilSomebodyIsThere();
        Task<VerificationResult[]> all = Task.WhenAll(
            scenario.VerifyAsync("bob", "other"), scenario.VerifyAsync("alice", "secret"), scenario.VerifyAsync("carol", "third"));
        door.Open();

        Assert.Equal([VerificationOutcome.Busy, VerificationOutcome.Verified, VerificationOutcome.Verified], (await all).Select(result => result.Outcome));
        await first;
        Assert.Equal(0, scenario.Verifier.InFlight);
        Assert.Equal(VerificationOutcome.WrongPassword, (await scenario.VerifyAsync("bob", "wrong")).Outcome);
    }

    [Fact]
    public async Task Guesses_of_a_group_are_counted_one_by_one()
    {
        using var door = new ClosedDoor();
        using VerifierScenario scenario = Scenario(door.Create);
        Task<VerificationResult> first = scenario.VerifyAsync("first", "secret", new ClientNetwork(1));
        door.WaitUntilSomebodyIsThere();
        Task<VerificationResult[]> guesses = Task.WhenAll(Enumerable.Range(0, 100).Select(i => scenario.VerifyAsync("alice", $"guess {i}", new ClientNetwork(2))));
        door.Open();
        await first;

        // 20 are free; the group of the twentieth may be one of three.
        Assert.InRange((await guesses).Count(result => result.Outcome == VerificationOutcome.WrongPassword), 20, 22);
        Assert.All(await guesses, result => Assert.True(result.Outcome is VerificationOutcome.WrongPassword or VerificationOutcome.TooManyAttempts));
    }

    [Fact]
    public void Unknown_users_and_broken_lines_wait_in_the_line_of_those_who_are_known()
    {
        using ServiceProvider services = new ServiceCollection().AddMetrics().BuildServiceProvider();
        using var metrics = new HtpasswdMetrics(services.GetRequiredService<System.Diagnostics.Metrics.IMeterFactory>());
        var dummies = new DummyHashes(PasswordHashLimits.Default, allowPlaintext: false);
        var hasher = new VerifyHasher(dummies, new VerifierSettings(), _ => AuthenticateResult.NoResult(), metrics, TimeProvider.System);
        HtpasswdFile file = HtpasswdFile.Parse(Encoding.UTF8.GetBytes(File));
        HashWork Work(string name) => hasher.TargetFor(file, file.TryFind(Encoding.UTF8.GetBytes(name), out HtpasswdEntry entry) ? entry.Hash : default).Work;

        Assert.Equal(Jobs.Bcrypt(4), Work("alice"));
        Assert.Equal(Jobs.Bcrypt(5), Work("dear"));
        Assert.Equal(Jobs.Bcrypt(4), Work("broken"));
        Assert.Equal(Jobs.Bcrypt(4), hasher.TargetFor(file, dummies.For(file).Hash).Work);
    }

    private static VerifierScenario Scenario(Func<string, AuthenticateResult> createResult, int maxTogether = 3) =>
        new(File, new VerifierSettings { MaxConcurrentVerifications = 1, MaxTogether = maxTogether }, createResult);
}
