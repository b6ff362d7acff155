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

    private static HtpasswdFile Parse(string file) => HtpasswdFile.Parse(Encoding.UTF8.GetBytes(file));

    private static PasswordHashInfo Identify(DummyHash dummy)
    {
        Assert.True(PasswordHash.TryIdentify(dummy.Hash.Span, out PasswordHashInfo info));
        return info;
    }
}
