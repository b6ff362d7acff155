namespace HtpasswdAuth.Tests;

public sealed class PasswordChangeOptionsTests
{
    public static TheoryData<string, Action<PasswordChangeOptions>> Wrong => new()
    {
        { "Policy.MinLength", options => options.Policy.MinLength = 7 },
        { "Policy.MinLengthWithSecondFactor", options => options.Policy.MinLengthWithSecondFactor = 65 },
        { "Policy.MaxLength", options => options.Policy.MaxLength = 63 },
        { "Policy.MinStrength", options => options.Policy.MinStrength = 5 },
        { "Algorithm", options => options.Algorithm = PasswordHashAlgorithm.Apr1 },
        { "Algorithm", options => options.Algorithm = PasswordHashAlgorithm.Plaintext },
        { "Cost", options => options.Cost = 9 },
        { "Cost", options => options.Cost = 18 },
        { "Cost", options => (options.Algorithm, options.Cost) = (PasswordHashAlgorithm.Sha512Crypt, 12) },
        { "DigestRealm", options => (options.DigestFile, options.DigestRealm) = ("users.htdigest", "a:b") },
        { "DigestRealm", options => options.DigestRealm = "Observatory" },
        { "MaxAge", options => options.MaxAge = TimeSpan.FromHours(1) },
        { "UserNamePattern", options => options.UserNamePattern = "[a-z" },
        { "UserNamePattern", options => options.UserNamePattern = "a)|(b" },
        { "TargetPath", options => options.TargetPath = "https://evil.example/" },
        { "TargetPath", options => options.TargetPath = "//evil.example/" },
        { "TargetPath", options => options.TargetPath = "/\\evil.example" },
        { "TargetPath", options => options.TargetPath = "/a\r\nSet-Cookie: b" },
        { "MaxConcurrentChanges", options => options.MaxConcurrentChanges = 0 },
        { "MaxQueuedChanges", options => options.MaxQueuedChanges = -1 },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Wrong_value_is_told_by_its_name(string name, Action<PasswordChangeOptions> set)
    {
        var options = new PasswordChangeOptions();
        set(options);

        string error = Assert.Single(PasswordChangeOptionsCheck.Errors(options, PasswordHashLimits.Default));

        Assert.StartsWith($"PasswordChange.{name} ", error, StringComparison.Ordinal);
    }

    [Fact]
    public void Defaults_and_sensible_values_pass()
    {
        var options = new PasswordChangeOptions
        {
            Algorithm = PasswordHashAlgorithm.Sha512Crypt,
            Cost = 200_000,
            DigestFile = "users.htdigest",
            DigestRealm = "Star Gazers",
            MaxAge = TimeSpan.FromDays(365),
            UserNamePattern = "[A-Za-z0-9_.]+",
            TargetPath = "/welcome?from=password",
        };

        Assert.Empty(PasswordChangeOptionsCheck.Errors(new PasswordChangeOptions(), PasswordHashLimits.Default));
        Assert.Empty(PasswordChangeOptionsCheck.Errors(options, PasswordHashLimits.Default));
    }

    [Fact]
    public void All_that_is_wrong_is_told_at_once()
    {
        var options = new PasswordChangeOptions { MaxConcurrentChanges = 0, TargetPath = "welcome", UserNamePattern = "(" };

        Assert.Equal(3, PasswordChangeOptionsCheck.Errors(options, PasswordHashLimits.Default).Count());
    }

    [Theory]
    [InlineData("[a-z]+", "alice", true)]
    [InlineData("[a-z]+", "alice1", false)]
    [InlineData("[a-z]+", "1alice", false)]
    [InlineData("[a-z]+", "alice\n", false)]
    [InlineData("alice|bob", "alicebob", false)]
    [InlineData("alice|bob", "bob", true)]
    [InlineData("(a+)+", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!", false)]
    [InlineData(null, "anybody", true)]
    public void Pattern_is_about_the_whole_name(string? pattern, string userName, bool matches)
    {
        Assert.True(UserNamePattern.TryCreate(pattern, out UserNamePattern? created));

        Assert.Equal(matches, created.Matches(userName));
    }
}
