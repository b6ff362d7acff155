using System.Text;

namespace HtpasswdAuth.Tests;

public sealed class HashWorkTests
{
    [Theory]
    [InlineData(PasswordHashAlgorithm.Bcrypt, 4, true, 4)]
    [InlineData(PasswordHashAlgorithm.BcryptSignExtended, 12, true, 12)]
    [InlineData(PasswordHashAlgorithm.Sha512Crypt, 1_000, false, 1)]
    [InlineData(PasswordHashAlgorithm.Sha512Crypt, 5_000, false, 4)]
    [InlineData(PasswordHashAlgorithm.Sha256Crypt, 5_000_000, false, 14)]
    [InlineData(PasswordHashAlgorithm.Apr1, 1, false, 0)]
    [InlineData(PasswordHashAlgorithm.Sha1, 1, false, 0)]
    [InlineData(PasswordHashAlgorithm.TaggedPlaintext, 1, false, 0)]
    public void Work_is_the_cost_of_the_bcrypt_hash_that_takes_as_long(PasswordHashAlgorithm algorithm, int cost, bool isBcrypt, int level)
    {
        string hash = PasswordHash.CreateDummy(new PasswordHashInfo(algorithm, cost));

        Assert.Equal(new HashWork(isBcrypt, level), HashWork.Of(Encoding.ASCII.GetBytes(hash)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("bare plaintext")]
    [InlineData("$5$rounds=1000$broken")]
    public void Text_that_is_not_hashed_is_no_work(string text) =>
        Assert.Equal(new HashWork(IsBcrypt: false, Level: 0), HashWork.Of(Encoding.ASCII.GetBytes(text)));

    [Fact]
    public void Every_scheme_but_bcrypt_is_hashed_alone()
    {
        foreach (PasswordHashAlgorithm algorithm in Enum.GetValues<PasswordHashAlgorithm>().Except([PasswordHashAlgorithm.None]))
        {
            bool isBcrypt = algorithm is PasswordHashAlgorithm.Bcrypt or PasswordHashAlgorithm.BcryptSignExtended;
            int cost = algorithm switch
            {
                PasswordHashAlgorithm.Sha256Crypt or PasswordHashAlgorithm.Sha512Crypt => 1_000,
                PasswordHashAlgorithm.SunMd5 => 4_096,
                _ => 10,
            };

            Assert.Equal(isBcrypt, HashWork.Of(Encoding.ASCII.GetBytes(PasswordHash.CreateDummy(new(algorithm, cost)))).IsBcrypt);
        }
    }
}
