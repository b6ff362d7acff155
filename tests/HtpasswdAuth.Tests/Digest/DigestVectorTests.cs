using System.Text;

namespace HtpasswdAuth.Tests;

/// <summary>The examples of RFC 7616 section 3.9.</summary>
public sealed class DigestVectorTests
{
    private const string Example =
        "Digest username=\"Mufasa\", realm=\"http-auth@example.org\", uri=\"/dir/index.html\", algorithm={0}, "
        + "nonce=\"7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v\", nc=00000001, "
        + "cnonce=\"f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ\", qop=auth, response=\"{1}\", "
        + "opaque=\"FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS\"";

    [Theory]
    [InlineData("MD5", DigestAlgorithm.Md5, "8ca523f5e9506fed4657c9700eebdbec")]
    [InlineData("SHA-256", DigestAlgorithm.Sha256, "753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1")]
    public void Responses_of_section_3_9_1_are_right(string name, DigestAlgorithm algorithm, string response)
    {
        string header = Example.Replace("{0}", name, StringComparison.Ordinal).Replace("{1}", response, StringComparison.Ordinal);
        DigestCredentials credentials = DigestCredentials.TryRead(DigestParameters.TryParse(header)!)!;
        byte[] ha1 = new byte[DigestHash.MaxSize];
        int size = DigestHash.ComputeHa1(algorithm, "Mufasa"u8, "http-auth@example.org"u8, "Circle of Life"u8, ha1);
        byte[] digits = Encoding.ASCII.GetBytes(Convert.ToHexStringLower(ha1.AsSpan(0, size)));

        Assert.True(DigestComputation.IsRight(credentials, digits, "GET", default));
        Assert.False(DigestComputation.IsRight(credentials, digits, "HEAD", default));
        Assert.False(DigestComputation.IsRight(credentials, digits, "GET", digits));
    }

    /// <summary>The user of section 3.9.2, with the hash that erratum 4897 corrects.</summary>
    [Fact]
    public void Name_of_section_3_9_2_is_read_in_the_clear_and_as_a_hash()
    {
        Assert.Equal("Jäsøn Doe", ExtendedValue.Decode("UTF-8''J%C3%A4s%C3%B8n%20Doe"));
        Assert.Equal(
            "793263caabb707a56211940d90411ea4a575adeccb7e360aeb624ed06ece9b0b",
            DigestResponse.Hash(DigestAlgorithm.Sha512Slash256, "Jäsøn Doe:api@example.org"));
    }

    /// <summary>
    /// The whole request of section 3.9.2, with the name and the response that erratum 4897 corrects: those which the RFC prints are of
    /// SHA-512 cut off after 256 bits, which is another function.
    /// </summary>
    [Fact]
    public void Response_of_section_3_9_2_with_a_hashed_name_is_right()
    {
        const string Header =
            "Digest username=\"793263caabb707a56211940d90411ea4a575adeccb7e360aeb624ed06ece9b0b\", realm=\"api@example.org\", uri=\"/doe.json\", "
            + "algorithm=SHA-512-256, nonce=\"5TsQWLVdgBdmrQ0XsxbDODV+57QdFR34I9HAbC/RVvkK\", nc=00000001, "
            + "cnonce=\"NTg6RKcb9boFIAS3KrFK9BGeh+iDa/sm6jUMp2wds69v\", qop=auth, "
            + "response=\"3798d4131c277846293534c3edc11bd8a5e4cdcbff78b05db9d95eeb1cec68a5\", "
            + "opaque=\"HRPCssKJSGjCrkzDg8OhwpzCiGPChXYjwrI2QmXDnsOS\", userhash=true";
        DigestCredentials credentials = DigestCredentials.TryRead(DigestParameters.TryParse(Header)!)!;
        byte[] ha1 = new byte[DigestHash.MaxSize];
        int size = DigestHash.ComputeHa1(
            DigestAlgorithm.Sha512Slash256, Encoding.UTF8.GetBytes("Jäsøn Doe"), "api@example.org"u8, "Secret, or not?"u8, ha1);
        string digits = Convert.ToHexStringLower(ha1.AsSpan(0, size));
        var settings = new DigestSettings("users.htdigest", "api@example.org") { LongHashes = DigestAlgorithm.Sha512Slash256, UserHash = true };
        var realm = new DigestRealmView(HtdigestFile.Parse(Encoding.UTF8.GetBytes($"Jäsøn Doe:api@example.org:{digits}\n")), settings);

        Assert.True(credentials.IsUserHash);
        Assert.True(realm.TryFind(credentials, out HtdigestEntry entry));
        Assert.Equal("Jäsøn Doe", Encoding.UTF8.GetString(entry.UserName.Span));
        Assert.True(DigestComputation.IsRight(credentials, entry.Ha1.Span, "GET", default));
        Assert.False(DigestComputation.IsRight(credentials, entry.Ha1.Span, "PUT", default));
    }

    [Theory]
    [InlineData("Latin-1''a")]
    [InlineData("UTF-8'a")]
    [InlineData("UTF-8''%C3")]
    [InlineData("UTF-8''%zz")]
    [InlineData("UTF-8''%4")]
    [InlineData("UTF-8''a b")]
    [InlineData("")]
    public void Extended_value_that_is_none_is_refused(string text) => Assert.Null(ExtendedValue.Decode(text));

    [Fact]
    public void Parts_of_any_length_are_hashed_as_one_message()
    {
        string[] parts = ["", new string('a', 500), "é€", new string('b', 3000), ""];
        Span<byte> digits = stackalloc byte[DigestComputation.MaxDigits];
        DigestMessage message = DigestMessage.Begin();
        foreach (string part in parts)
        {
            message = message.Add(part);
        }

        int length = message.HashToHex(DigestAlgorithm.Sha256, digits);

        Assert.Equal(DigestResponse.Hash(DigestAlgorithm.Sha256, string.Join(':', parts)), Encoding.ASCII.GetString(digits[..length]));
    }
}
