namespace HtpasswdAuth.Tests;

public sealed class CredentialVerifierTests
{
    private static readonly string Alice = VerifierScenario.Line("alice", "secret");

    [Fact]
    public async Task Right_password_is_hashed_once_and_then_remembered()
    {
        using var scenario = new VerifierScenario(Alice);

        Assert.True((await scenario.VerifyAsync("alice", "secret")).Succeeded);
        Assert.True((await scenario.VerifyAsync("alice", "secret")).Succeeded);

        Assert.True(scenario.IsCached("alice", "secret"));
        Assert.Single(scenario.Hashes);
    }

    [Fact]
    public async Task Remembered_password_is_hashed_again_after_its_lifetime_and_not_before()
    {
        using var scenario = new VerifierScenario(Alice);
        await scenario.VerifyAsync("alice", "secret");

        scenario.Time.Advance(TimeSpan.FromMinutes(5) - TimeSpan.FromSeconds(1));
        Assert.True(scenario.IsCached("alice", "secret"));
        scenario.Time.Advance(TimeSpan.FromSeconds(2));

        Assert.False(scenario.IsCached("alice", "secret"));
        Assert.True((await scenario.VerifyAsync("alice", "secret")).Succeeded);
        Assert.Equal(2, scenario.Hashes.Count);
    }

    [Fact]
    public async Task Changed_line_makes_what_was_remembered_worthless_at_once()
    {
        using var scenario = new VerifierScenario(Alice);
        await scenario.VerifyAsync("alice", "secret");

        scenario.Change(VerifierScenario.Line("alice", "another"));

        Assert.False(scenario.IsCached("alice", "secret"));
        Assert.Equal(VerificationOutcome.WrongPassword, (await scenario.VerifyAsync("alice", "secret")).Outcome);
        Assert.True((await scenario.VerifyAsync("alice", "another")).Succeeded);
    }

    [Fact]
    public async Task Reloaded_file_with_the_same_line_costs_nobody_a_hash()
    {
        using var scenario = new VerifierScenario(Alice);
        await scenario.VerifyAsync("alice", "secret");

        scenario.Change("# a comment\n" + Alice + VerifierScenario.Line("bob", "other"));

        Assert.True((await scenario.VerifyAsync("alice", "secret")).Succeeded);
        Assert.Single(scenario.Hashes);
    }

    [Fact]
    public async Task Deleted_user_is_out_at_once()
    {
        using var scenario = new VerifierScenario(Alice);
        await scenario.VerifyAsync("alice", "secret");

        scenario.Change(VerifierScenario.Line("bob", "other"));

        Assert.Equal(VerificationOutcome.UnknownUser, (await scenario.VerifyAsync("alice", "secret")).Outcome);
    }

    [Fact]
    public async Task Added_user_gets_in_although_refused_a_moment_before()
    {
        using var scenario = new VerifierScenario(Alice);
        await scenario.VerifyAsync("bob", "other");

        scenario.Change(Alice + VerifierScenario.Line("bob", "other"));

        Assert.True((await scenario.VerifyAsync("bob", "other")).Succeeded);
    }

    [Fact]
    public async Task Same_wrong_password_is_hashed_once_for_a_while()
    {
        using var scenario = new VerifierScenario(Alice);

        await scenario.VerifyAsync("alice", "wrong");
        await scenario.VerifyAsync("alice", "wrong");
        Assert.Single(scenario.Hashes);

        scenario.Time.Advance(TimeSpan.FromSeconds(11));
        await scenario.VerifyAsync("alice", "wrong");
        Assert.Equal(2, scenario.Hashes.Count);
    }

    [Fact]
    public async Task Switched_off_cache_remembers_nothing()
    {
        using var scenario = new VerifierScenario(Alice, new VerifierSettings { Cache = new VerifyCacheOptions { Enabled = false } });

        await scenario.VerifyAsync("alice", "secret");
        await scenario.VerifyAsync("alice", "secret");

        Assert.Equal(2, scenario.Hashes.Count);
    }

    [Fact]
    public async Task Thousand_equal_sign_ins_at_once_cost_one_hash()
    {
        using var scenario = new VerifierScenario(VerifierScenario.Line("alice", "secret", cost: 10));

        VerificationResult[] results = await Task.WhenAll(Enumerable.Range(0, 1_000).Select(_ => Task.Run(() => scenario.VerifyAsync("alice", "secret"))));

        Assert.All(results, result => Assert.True(result.Succeeded));
        Assert.Single(scenario.Hashes);
    }

    [Theory]
    [InlineData(PasswordHashAlgorithm.Bcrypt, 4, "bcrypt")]
    [InlineData(PasswordHashAlgorithm.Bcrypt, 6, "bcrypt")]
    [InlineData(PasswordHashAlgorithm.Sha512Crypt, 1000, "sha512crypt")]
    [InlineData(PasswordHashAlgorithm.Apr1, null, "apr1")]
    public async Task Unknown_user_costs_what_a_wrong_password_costs(PasswordHashAlgorithm algorithm, int? cost, string scheme)
    {
        using var scenario = new VerifierScenario(VerifierScenario.Line("alice", "secret", algorithm, cost));

        await scenario.VerifyAsync("alice", "wrong");
        await scenario.VerifyAsync("mallory", "wrong");

        Assert.Equal([new(scheme, "failure"), new(scheme, "failure")], scenario.Hashes);
        Assert.Equal(cost ?? 1, scenario.Current!.DominantHash.Cost);
    }

    [Fact]
    public async Task Unknown_users_are_joined_and_remembered_like_known_ones()
    {
        using var scenario = new VerifierScenario(VerifierScenario.Line("alice", "secret", cost: 10));

        await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(() => scenario.VerifyAsync("mallory", "wrong"))));

        Assert.Single(scenario.Hashes);
    }

    [Theory]
    [InlineData("alice:$argon2id$v=19$whatever\n", "unknown_scheme")]
    [InlineData("alice:$2y$04$short\n", "malformed")]
    [InlineData("alice:$2y$31$abcdefghijklmnopqrstuuxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\n", "malformed")]
    [InlineData("alice:\n", "unknown_scheme")]
    public async Task Unusable_hash_is_refused_and_takes_as_long_as_a_good_one(string line, string outcome)
    {
        using var scenario = new VerifierScenario(line + VerifierScenario.Line("bob", "other") + VerifierScenario.Line("carol", "other"));

        VerificationResult result = await scenario.VerifyAsync("alice", line[6..].TrimEnd());

        Assert.Equal(VerificationOutcome.UnusableHash, result.Outcome);
        Assert.Equal(outcome, scenario.Hashes[0].Outcome);
        Assert.Equal(new HashComputed("bcrypt", "failure"), scenario.Hashes[1]);
    }

    [Fact]
    public async Task Password_that_expired_while_it_was_remembered_is_refused()
    {
        bool hasExpired = false;
        using var scenario = new VerifierScenario(Alice, new VerifierSettings { HasExpired = _ => hasExpired });
        await scenario.VerifyAsync("alice", "secret");

        hasExpired = true;

        Assert.False(scenario.IsCached("alice", "secret"));
        Assert.Equal(VerificationOutcome.ExpiredPassword, (await scenario.VerifyAsync("alice", "secret")).Outcome);
    }

    [Fact]
    public void Names_that_are_no_UTF_8_do_not_become_one()
    {
        Assert.Equal("é", CredentialVerifier.NameOf("é"u8));
        Assert.Equal("é", CredentialVerifier.NameOf([0xE9]));
        Assert.Equal("è", CredentialVerifier.NameOf([0xE8]));
    }

    [Fact]
    public async Task No_file_refuses_even_who_is_remembered()
    {
        using var scenario = new VerifierScenario(Alice);
        await scenario.VerifyAsync("alice", "secret");

        scenario.Current = null;

        Assert.False(scenario.IsCached("alice", "secret"));
        Assert.Equal(VerificationOutcome.StoreUnavailable, (await scenario.VerifyAsync("alice", "secret")).Outcome);
    }
}
