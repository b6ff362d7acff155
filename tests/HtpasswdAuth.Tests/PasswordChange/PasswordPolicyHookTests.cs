using System.Security.Cryptography;
using System.Text;

namespace HtpasswdAuth.Tests;

/// <summary>What an application adds to the policy, and what becomes of it when that fails.</summary>
public sealed class PasswordPolicyHookTests
{
    [Theory]
    [InlineData(2, true)]
    [InlineData(3, false)]
    public async Task Estimate_below_the_minimum_refuses_with_its_advice(int score, bool refused)
    {
        var strength = new Estimate(_ => new PasswordStrengthEstimate(score, "Add a word or two."));
        using var scenario = new PolicyScenario { Strength = strength };

        IReadOnlyList<PasswordRefusal> refusals = await scenario.CheckAsync(PolicyScenario.GoodPassword);

        Assert.Equal(refused ? [PasswordRefusalCode.TooWeak] : [], refusals.Select(refusal => refusal.Code));
        Assert.All(refusals, refusal => Assert.EndsWith("Add a word or two.", refusal.Message, StringComparison.Ordinal));
        Assert.Contains("alice", strength.KnownWords);
        Assert.Contains("observatory", strength.KnownWords);
    }

    [Fact]
    public async Task Estimate_that_fails_refuses_nobody_and_its_message_stays_out_of_the_log()
    {
        using var scenario = new PolicyScenario { Strength = new Estimate(password => throw new InvalidOperationException(password)) };

        Assert.Empty(await scenario.CheckAsync(PolicyScenario.GoodPassword));

        Assert.Single(scenario.Logs.Named("PasswordStrengthFailed"));
        Assert.DoesNotContain("kettle", scenario.Logs.Everything, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Breached_password_is_looked_up_by_the_hash_of_its_composed_form()
    {
        byte[] asked = [];
        var breached = new Breached(sha1 =>
        {
            asked = sha1;
            return true;
        });
        using var scenario = new PolicyScenario { Breached = breached };

        Assert.Equal([PasswordRefusalCode.Breached], await scenario.CodesAsync("cre\u0300me kettle drums at seven"));
        Assert.Equal(SHA1.HashData(Encoding.UTF8.GetBytes("cr\u00E8me kettle drums at seven")), asked);
    }

    [Fact]
    public async Task Breach_list_that_cannot_be_asked_refuses_nobody()
    {
        using var scenario = new PolicyScenario { Breached = new Breached(_ => throw new HttpRequestException("down")) };

        Assert.Empty(await scenario.CheckAsync(PolicyScenario.GoodPassword));

        Assert.Single(scenario.Logs.Named("BreachedPasswordsFailed"));
    }

    private sealed class Estimate(Func<string, PasswordStrengthEstimate> estimate) : IPasswordStrength
    {
        public IReadOnlyCollection<string> KnownWords { get; private set; } = [];

        PasswordStrengthEstimate IPasswordStrength.Estimate(string password, IReadOnlyCollection<string> knownWords)
        {
            KnownWords = knownWords;
            return estimate(password);
        }
    }

    private sealed class Breached(Func<byte[], bool> contains) : IBreachedPasswords
    {
        public Task<bool> ContainsAsync(ReadOnlyMemory<byte> sha1, CancellationToken cancellationToken) => Task.FromResult(contains(sha1.ToArray()));
    }
}
