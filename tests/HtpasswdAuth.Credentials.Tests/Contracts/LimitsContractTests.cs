namespace HtpasswdAuth.Credentials.Tests;

public sealed class LimitsContractTests
{
    [Theory]
    [MemberData(nameof(SchemeSamples.WithCost), MemberType = typeof(SchemeSamples))]
    public void Cost_above_the_ceiling_is_malformed(string name)
    {
        SchemeSample sample = SchemeSamples.Get(name);

        Assert.Equal(PasswordVerification.Malformed, Verify(sample, Limits(min: 0, max: sample.Info.Cost - 1)));
        Assert.Equal(sample.Expected, Verify(sample, Limits(min: 0, max: sample.Info.Cost)));
    }

    [Theory]
    [MemberData(nameof(SchemeSamples.WithCost), MemberType = typeof(SchemeSamples))]
    public void Cost_below_the_floor_asks_for_a_new_hash(string name)
    {
        SchemeSample sample = SchemeSamples.Get(name);

        Assert.Equal(PasswordVerification.SuccessRehashNeeded, Verify(sample, Limits(sample.Info.Cost + 1, int.MaxValue)));
        Assert.Equal(sample.Expected, Verify(sample, Limits(sample.Info.Cost, int.MaxValue)));
    }

    [Fact]
    public void Limits_left_out_are_the_defaults()
    {
        SchemeSample cheap = SchemeSamples.Get("bcrypt 2y");
        SchemeSample usual = SchemeSamples.Get("SHA-512-crypt");

        Assert.Equal(PasswordVerification.SuccessRehashNeeded, Verify(cheap, null));
        Assert.Equal(PasswordVerification.Success, Verify(usual, null));
        Assert.Equal(
            PasswordVerification.Malformed,
            PasswordHash.Verify("x"u8, "$2y$18$abcdefghijklmnopqrstuujydOTSfIH/d5oUHpsygqV5X9xJLQc6e"u8));
        Assert.Equal(
            PasswordVerification.Malformed,
            PasswordHash.Verify("x"u8, "$5$rounds=5000001$NaCl$HJHeHL8CQn0mewDslIeMSQ6oJjYIyX1awZr3um1NDv5"u8));
    }

    private static PasswordVerification Verify(SchemeSample sample, PasswordHashLimits? limits) =>
        PasswordHash.Verify("correct horse"u8, sample.Stored, limits);

    private static PasswordHashLimits Limits(int min, int max) =>
        new() { MinBcryptCost = min, MaxBcryptCost = max, MinShaCryptRounds = min, MaxShaCryptRounds = max };
}
