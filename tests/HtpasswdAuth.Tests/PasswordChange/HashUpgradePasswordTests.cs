using System.Text;

namespace HtpasswdAuth.Tests;

/// <summary>Which passwords get another hash, and that none is lost or kept on the way.</summary>
public sealed class HashUpgradePasswordTests
{
    private static readonly string Long = new('x', 73);

    [Fact]
    public async Task Password_longer_than_bcrypt_reads_keeps_its_hash_and_that_is_told_once()
    {
        using var scenario = new UpgradeScenario();

        await scenario.SignInAsync(Long);
        await scenario.SignInAsync(Long);

        Assert.Equal(scenario.Stored, scenario.HashOf());
        Assert.Single(scenario.Logs.Named("HashNotUpgraded"));
        Assert.DoesNotContain("alice", scenario.Logs.Everything, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Scheme_that_reads_it_takes_it()
    {
        using var scenario = new UpgradeScenario { Hash = new PasswordHashParameters(PasswordHashAlgorithm.Sha512Crypt) };

        await scenario.SignInAsync(Long);

        Assert.Equal(PasswordVerification.Success, PasswordHash.Verify(Encoding.UTF8.GetBytes(Long), Encoding.ASCII.GetBytes(scenario.HashOf())));
    }

    [Theory]
    [InlineData(PasswordHashAlgorithm.DesCrypt, "hunter22 mistyped")]
    [InlineData(PasswordHashAlgorithm.DesCrypt, "hünter")]
    [InlineData(PasswordHashAlgorithm.Bcrypt, "73")]
    public async Task What_the_old_hash_did_not_tell_never_becomes_the_password(PasswordHashAlgorithm from, string password)
    {
        byte[] typed = Encoding.UTF8.GetBytes(password == "73" ? Long : password);
        string stored = PasswordHash.Create(typed, new PasswordHashParameters(from, from == PasswordHashAlgorithm.Bcrypt ? 4 : null) { AllowTruncation = true });
        using var scenario = new UpgradeScenario(content: $"alice:{stored}\n") { Hash = new PasswordHashParameters(PasswordHashAlgorithm.Sha512Crypt) };

        await scenario.SignInAsync(Encoding.UTF8.GetString(typed), stored);

        Assert.Equal(stored, scenario.HashOf());
        Assert.Single(scenario.Logs.Named("HashNotUpgraded"));
    }

    [Theory]
    [InlineData(6, 17)]
    [InlineData(4, 4)]
    public async Task Hash_that_would_be_weak_or_refused_is_not_written_and_not_computed_again(int minimum, int maximum)
    {
        using var scenario = new UpgradeScenario { Limits = PasswordHashLimits.Default with { MinBcryptCost = minimum, MaxBcryptCost = maximum } };

        await scenario.SignInAsync();
        scenario.Offer();

        Assert.False(scenario.Upgrader.IsBusyWith("alice"));
        Assert.Equal(scenario.Stored, scenario.HashOf());
        Assert.Single(scenario.Logs.Named("HashNotUpgraded"));
    }

    [Fact]
    public async Task Hash_that_is_another_by_now_is_left_alone()
    {
        using var scenario = new UpgradeScenario();

        await scenario.SignInAsync(stored: TestSite.Sha("an earlier password"));

        Assert.Equal(scenario.Stored, scenario.HashOf());
    }

    [Fact]
    public async Task Log_has_one_line_of_it_and_neither_password_nor_hash()
    {
        using var scenario = new UpgradeScenario();

        await scenario.SignInAsync();

        Assert.Equal("user alice of Htpasswd: the stored hash was upgraded from sha1 to bcrypt; the password is the same", Assert.Single(scenario.Logs.Named("HashUpgraded")).Message);
        Assert.DoesNotContain(UpgradeScenario.Password, scenario.Logs.Everything, StringComparison.Ordinal);
        Assert.DoesNotContain(scenario.Stored, scenario.Logs.Everything, StringComparison.Ordinal);
        Assert.DoesNotContain(scenario.HashOf(), scenario.Logs.Everything, StringComparison.Ordinal);
    }
}
