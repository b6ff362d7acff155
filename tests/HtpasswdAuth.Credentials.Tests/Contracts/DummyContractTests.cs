using System.Text;

namespace HtpasswdAuth.Credentials.Tests;

public sealed class DummyContractTests
{
    [Theory]
    [MemberData(nameof(SchemeSamples.All), MemberType = typeof(SchemeSamples))]
    public void Dummy_is_well_formed_and_matches_nothing(string name)
    {
        SchemeSample sample = SchemeSamples.Get(name);
        for (int i = 0; i < 16; i++)
        {
            byte[] dummy = Encoding.ASCII.GetBytes(PasswordHash.CreateDummy(sample.Info));

            Assert.Equal(sample.IsIdentifiable, PasswordHash.TryIdentify(dummy, out PasswordHashInfo info));
            Assert.Equal(sample.IsIdentifiable ? sample.Info : default, info);
            Assert.Equal(PasswordVerification.Failed, Check.Verify("", dummy));
            Assert.Equal(PasswordVerification.Failed, Check.Verify(SchemeSamples.Password, dummy));
            Assert.NotEqual(Encoding.ASCII.GetString(dummy), PasswordHash.CreateDummy(sample.Info));
        }
    }

    [Theory]
    [InlineData(PasswordHashAlgorithm.Bcrypt, 4)]
    [InlineData(PasswordHashAlgorithm.Bcrypt, 31)]
    [InlineData(PasswordHashAlgorithm.Sha256Crypt, 1000)]
    [InlineData(PasswordHashAlgorithm.Sha512Crypt, 5001)]
    [InlineData(PasswordHashAlgorithm.Sha512Crypt, 999_999_999)]
    public void Dummy_has_the_cost_asked_for(PasswordHashAlgorithm algorithm, int cost)
    {
        var like = new PasswordHashInfo(algorithm, cost);

        Assert.True(PasswordHash.TryIdentify(Encoding.ASCII.GetBytes(PasswordHash.CreateDummy(like)), out PasswordHashInfo info));
        Assert.Equal(like, info);
    }

    [Fact]
    public void Dummy_of_no_scheme_is_refused() =>
        Assert.Throws<ArgumentException>("like", () => PasswordHash.CreateDummy(default));
}
