using System.Text;

namespace HtpasswdAuth.Credentials.Tests;

/// <summary>What yescrypt and scrypt say of themselves beside a cost.</summary>
public sealed class MemoryHardContractTests
{
    private const string Salt = "k2XAnEHBqQ1Ct2aMXFKNa/";

    [Theory]
    [InlineData("$y$j9T$", 12)]
    [InlineData("$y$j75$", 10)]
    [InlineData("$y$j9T.2$", 12)]
    [InlineData("$y$j9T/6$", 12)]
    [InlineData("$y$j9T0DkI$", 12)]
    [InlineData("$y$.1/$", 4)]
    [InlineData("$y$/1/0.0$", 4)]
    [InlineData("$7$CU..../....", 14)]
    [InlineData("$7$2/....5....", 4)]
    public void Dummy_is_alike_in_all_that_costs(string setting, int logN)
    {
        PasswordHashInfo info = Identify(setting + Salt + "$" + new string('.', 43));
        string dummy = PasswordHash.CreateDummy(info);

        Assert.Equal(logN, info.Cost);
        Assert.StartsWith(setting, dummy, StringComparison.Ordinal);
        Assert.Equal(info, Identify(dummy));
    }

    [Theory]
    [InlineData("$y$j")]
    [InlineData("$y$j9")]
    [InlineData("$y$j9T")]
    [InlineData("$y$j9T$")]
    [InlineData("$y$i9T$")]
    [InlineData("$y$k9T$")]
    [InlineData("$y$jzT$")]
    [InlineData("$y$j9T.$")]
    [InlineData("$y$j9T1.$")]
    [InlineData("$y$j9T5$")]
    [InlineData("$y$j9T5.$")]
    [InlineData("$y$j1T.1$")]
    [InlineData("$y$j9Tk$")]
    [InlineData("$y$j9T!$")]
    [InlineData("$y$.9T/.$")]
    [InlineData("$y$j..$")]
    [InlineData("$y$j/..$")]
    [InlineData("$y$j9zzzzzzz$")]
    [InlineData("$7$")]
    [InlineData("$7$CU..../..")]
    [InlineData("$7$/U..../....")]
    [InlineData("$7$C...../....")]
    [InlineData("$7$CU.........")]
    [InlineData("$7$Czzzzzzzzzz")]
    [InlineData("$7$CU...!/....")]
    public void Impossible_setting_is_malformed(string setting)
    {
        foreach (string text in (string[])[setting, setting + "$", setting + Salt, setting.TrimEnd('$') + new string('.', 43)])
        {
            Assert.False(PasswordHash.TryIdentify(Encoding.ASCII.GetBytes(text), out PasswordHashInfo info));
            Assert.Equal(0, info.Cost);
        }

        bool isWhole = setting is "$y$j9T$";
        Assert.Equal(isWhole, PasswordHash.TryIdentify(Encoding.ASCII.GetBytes(setting + Salt + "$" + new string('.', 43)), out _));
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(1, false)]
    [InlineData(2, true)]
    [InlineData(3, true)]
    [InlineData(4, true)]
    [InlineData(5, false)]
    [InlineData(86, true)]
    [InlineData(87, false)]
    [InlineData(88, false)]
    public void Salt_of_yescrypt_is_whole_bytes_and_at_most_64_of_them(int length, bool expected) =>
        Assert.Equal(
            expected,
            PasswordHash.TryIdentify(Encoding.ASCII.GetBytes("$y$j9T$" + new string('.', length) + "$" + new string('.', 43)), out _));

    [Theory]
    [InlineData(281, true)]
    [InlineData(282, false)]
    public void Salt_of_scrypt_is_as_long_as_libxcrypt_has_room_for(int length, bool expected) =>
        Assert.Equal(
            expected,
            PasswordHash.TryIdentify(Encoding.ASCII.GetBytes("$7$CU..../...." + new string('a', length) + "$" + new string('.', 43)), out _));

    [Fact]
    public void Little_memory_asks_for_a_new_hash()
    {
        PasswordHashInfo usual = Identify("$y$j9T$" + Salt + "$" + new string('.', 43));
        PasswordHashInfo small = Identify("$y$j75$" + Salt + "$" + new string('.', 43));

        Assert.False(PasswordHashLimits.Default.AsksForRehash(usual));
        Assert.True(PasswordHashLimits.Default.AsksForRehash(small));
        Assert.True(PasswordHashLimits.Default.AsksForRehash(new PasswordHashInfo(PasswordHashAlgorithm.NtHash, 1)));
        Assert.True(PasswordHashLimits.Default.AsksForRehash(default));
        Assert.False(PasswordHashLimits.Default.Admits(default));
    }

    private static PasswordHashInfo Identify(string text)
    {
        Assert.True(PasswordHash.TryIdentify(Encoding.ASCII.GetBytes(text), out PasswordHashInfo info), text);
        return info;
    }
}
