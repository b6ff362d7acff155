namespace HtpasswdAuth.Credentials.Tests;

/// <summary>Hashes of Torchbox's ts-crypt tests: eight-bit characters, truncation.</summary>
public sealed class DesCryptVectorTests
{
    [Theory]
    [InlineData("test", "fnNT2T9mSvQWw")]
    [InlineData("test2", "B.ugGIHw78xqQ")]
    [InlineData("test 3", "w56ChDRTrnBCc")]
    [InlineData("\u00ff\u0080\u007f\u0001", "Eg.N0HioUqx1Q")]
    [InlineData("averylongpassword", "5jRKSSvq3JIWI")]
    [InlineData("averylon", "5jRKSSvq3JIWI")]
    public void Vectors_of_ts_crypt_hold(string password, string hash) => Vector.Holds(password, hash);
}
