namespace HtpasswdAuth.Credentials.Tests;

public sealed class LimitsContractTests
{
    [Theory]
    [MemberData(nameof(SchemeSamples.WithCost), MemberType = typeof(SchemeSamples))]
    public void Cost_above_the_ceiling_is_malformed(string name)
    {
        SchemeSample sample = SchemeSamples.Get(name);

        Assert.Equal(PasswordVerification.Malformed, Verify(sample, Limits(min: 0, max: sample.Limited - 1)));
        Assert.Equal(sample.Expected, Verify(sample, Limits(min: 0, max: sample.Limited)));
    }

    [Theory]
    [MemberData(nameof(SchemeSamples.WithCost), MemberType = typeof(SchemeSamples))]
    public void Cost_below_the_floor_asks_for_a_new_hash(string name)
    {
        SchemeSample sample = SchemeSamples.Get(name);

        Assert.Equal(PasswordVerification.SuccessRehashNeeded, Verify(sample, Limits(sample.Limited + 1, int.MaxValue)));
        Assert.Equal(sample.Expected, Verify(sample, Limits(sample.Limited, int.MaxValue)));
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

    [Theory]
    [InlineData("$y$jBT", true)]
    [InlineData("$y$jCT", false)]
    [InlineData("$y$j9T/C", true)]
    [InlineData("$y$jBT/D", true)]
    [InlineData("$y$jBT/F", false)]
    [InlineData("$y$j9T.zzzzzz", false)]
    [InlineData("$y$jxT", false)]
    [InlineData("$7$CU..../....", true)]
    [InlineData("$7$CU....6....", true)]
    [InlineData("$7$CU....7....", true)]
    [InlineData("$7$CU....8....", false)]
    [InlineData("$7$DU..../....", false)]
    [InlineData("$7$zzzzz./....", false)]
    [InlineData("$7$2/....zzzzz", false)]
    [InlineData("$7$zzzzzz/....", false)]
    [InlineData("$sha1$5000000$s", true)]
    [InlineData("$sha1$5000001$s", false)]
    [InlineData("$sha1$4294967295$s", false)]
    [InlineData("$md5,rounds=995904$s", true)]
    [InlineData("$md5,rounds=995905$s", false)]
    [InlineData("$md5,rounds=4294967295$s", false)]
    [InlineData("_.7o1NaCl", true)]
    [InlineData("_/7o1NaCl", false)]
    [InlineData("_zzzzNaCl", false)]
    public void Default_ceilings_are_where_the_documentation_says(string setting, bool admitted) =>
        Assert.Equal(admitted, IsAdmitted(setting));

    private static bool IsAdmitted(string setting)
    {
        int digest = setting[1] switch
        {
            's' => 28,
            'm' => 22,
            'y' or '7' => 43,
            _ => 11,
        };
        string text = setting + (setting[1] == 'y' ? "$$" : setting[0] == '$' ? "$" : "") + new string('.', digest);
        return PasswordHash.TryIdentify(System.Text.Encoding.ASCII.GetBytes(text), out PasswordHashInfo info) && PasswordHashLimits.Default.Admits(info);
    }

    private static PasswordVerification Verify(SchemeSample sample, PasswordHashLimits? limits) =>
        PasswordHash.Verify("correct horse"u8, sample.Stored, limits);

    private static PasswordHashLimits Limits(int min, int max) =>
        new()
        {
            MinBcryptCost = min,
            MaxBcryptCost = max,
            MinShaCryptRounds = min,
            MaxShaCryptRounds = max,
            MinMemoryBytes = min,
            MaxMemoryBytes = max,
            MaxSha1CryptRounds = max,
            MaxSunMd5Rounds = max,
            MaxBsdiCryptRounds = max,
        };
}
