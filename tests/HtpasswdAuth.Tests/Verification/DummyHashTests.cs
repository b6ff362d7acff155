using System.Text;

namespace HtpasswdAuth.Tests;

public sealed class DummyHashTests
{
    [Theory]
    [InlineData(PasswordHashAlgorithm.Bcrypt, 4)]
    [InlineData(PasswordHashAlgorithm.Bcrypt, 9)]
    [InlineData(PasswordHashAlgorithm.Sha256Crypt, 1234)]
    [InlineData(PasswordHashAlgorithm.Sha512Crypt, 5000)]
    [InlineData(PasswordHashAlgorithm.Apr1, null)]
    [InlineData(PasswordHashAlgorithm.Sha1, null)]
    [InlineData(PasswordHashAlgorithm.DesCrypt, null)]
    public void Dummy_has_scheme_and_cost_of_the_file(PasswordHashAlgorithm algorithm, int? cost)
    {
        HtpasswdFile file = Parse(VerifierScenario.Line("alice", "secret", algorithm, cost));

        Assert.Equal(new PasswordHashInfo(algorithm, cost ?? 1), Identify(DummyHash.For(file, PasswordHashLimits.Default, allowPlaintext: false)));
    }

    [Theory]
    [InlineData("$y$j9T$F5Jx5fExrKuPp53xLKQ..1$X3DX6M94c7o.9agCG9G317fhZg9SqC.5i5rd.RhAtQ7", "$y$j9T$")]
    [InlineData("$y$j1T.0$F5Jx5fExrKuPp53xLKQ..1$X3DX6M94c7o.9agCG9G317fhZg9SqC.5i5rd.RhAtQ7", "$y$j1T.0$")]
    [InlineData("$7$2U....1....NaCl$kBGj9fHznVYFQMEn/qDCfrDevf9YDtcDdKvEqHJLV8D", "$7$2U....1....")]
    [InlineData("$sha1$20$NaClNaCl$xxFCRvA6amE5vzVV63nmLf3lt.nL", "$sha1$20$")]
    [InlineData("$md5,rounds=5$NaClNaCl$2MJDhL0TgEPuVu2YsuXBP/", "$md5,rounds=5$")]
    [InlineData("_J9..NaClx4Cwzk1TdYI", "_J9..")]
    [InlineData("$3$$cfc43211ba8dc470832267827cac1407", "$3$$")]
    public void Dummy_has_the_setting_of_a_hash_that_is_only_verified(string hash, string setting)
    {
        HtpasswdFile file = Parse("alice:" + hash + "\n");
        DummyHash dummy = DummyHash.For(file, PasswordHashLimits.Default, allowPlaintext: false);

        Assert.StartsWith(setting, Encoding.ASCII.GetString(dummy.Hash.Span), StringComparison.Ordinal);
        Assert.NotEqual(hash, Encoding.ASCII.GetString(dummy.Hash.Span));
        Assert.Equal(file.DominantHash, Identify(dummy));
    }

    [Theory]
    [InlineData("alice:$y$jFT$F5Jx5fExrKuPp53xLKQ..1$X3DX6M94c7o.9agCG9G317fhZg9SqC.5i5rd.RhAtQ7\n")]
    [InlineData("alice:$7$zU..../....NaCl$kBGj9fHznVYFQMEn/qDCfrDevf9YDtcDdKvEqHJLV8D\n")]
    [InlineData("alice:$sha1$4294967295$NaClNaCl$xxFCRvA6amE5vzVV63nmLf3lt.nL\n")]
    [InlineData("alice:$md5,rounds=4294967295$NaClNaCl$2MJDhL0TgEPuVu2YsuXBP/\n")]
    [InlineData("alice:_zzzzNaClx4Cwzk1TdYI\n")]
    [InlineData("alice:$2y$31$abcdefghijklmnopqrstuuxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\n")]
    [InlineData("alice:$5$rounds=99999999$saltsaltsalt$s1wxEPBDcs5jm2AxDT3CvTdpn0n4I3aEC5ZbJCNN5y1\n")]
    [InlineData("alice:{PLAIN}secret\n")]
    [InlineData("alice:no hash\n")]
    [InlineData("")]
    public void Dummy_is_always_one_that_is_computed(string file)
    {
        DummyHash dummy = DummyHash.For(Parse(file), PasswordHashLimits.Default, allowPlaintext: false);

        Assert.Equal(PasswordVerification.Failed, PasswordHash.Verify("secret"u8, dummy.Hash.Span));
    }

    [Fact]
    public void Dummy_goes_with_the_file_and_stays_as_long_as_it_does()
    {
        var dummies = new DummyHashes(PasswordHashLimits.Default, allowPlaintext: false);
        HtpasswdFile before = Parse(VerifierScenario.Line("alice", "secret", cost: 4));
        HtpasswdFile after = Parse(VerifierScenario.Line("alice", "secret", cost: 5));

        Assert.Same(dummies.For(before), dummies.For(before));
        Assert.Equal(5, Identify(dummies.For(after)).Cost);
    }

    private static HtpasswdFile Parse(string file) => HtpasswdFile.Parse(Encoding.UTF8.GetBytes(file));

    private static PasswordHashInfo Identify(DummyHash dummy)
    {
        Assert.True(PasswordHash.TryIdentify(dummy.Hash.Span, out PasswordHashInfo info));
        return info;
    }
}
