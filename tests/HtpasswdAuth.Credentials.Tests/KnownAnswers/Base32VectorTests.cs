using System.Text;

namespace HtpasswdAuth.Credentials.Tests;

/// <summary>RFC 4648 section 10, and a key of the mod_authn_otp sample file in both of its forms.</summary>
public sealed class Base32VectorTests
{
    [Theory]
    [InlineData("f", "MY======")]
    [InlineData("fo", "MZXQ====")]
    [InlineData("foo", "MZXW6===")]
    [InlineData("foob", "MZXW6YQ=")]
    [InlineData("fooba", "MZXW6YTB")]
    [InlineData("foobar", "MZXW6YTBOI======")]
    public void Vectors_of_RFC_4648_hold(string plain, string encoded)
    {
        byte[] bytes = Encoding.ASCII.GetBytes(plain);

        Assert.Equal(encoded.TrimEnd('='), Base32.Encode(bytes));
        Assert.True(Base32.TryDecode(encoded, out byte[]? padded));
        Assert.Equal(bytes, padded);
        Assert.True(Base32.TryDecode(encoded.TrimEnd('='), out byte[]? unpadded));
        Assert.Equal(bytes, unpadded);
    }

    [Fact]
    public void Nothing_is_written_as_nothing() => Assert.Equal("", Base32.Encode([]));

    [Fact]
    public void Key_of_the_mod_authn_otp_sample_is_the_same_in_base32() =>
        Assert.Equal("RIWVK4D2SCCJQJSJ3LOAJNBGUBW7DGVS", Base32.Encode(Convert.FromHexString("8a2d55707a9084982649dadc04b426a06df19ab2")));
}
