namespace HtpasswdAuth.Credentials.Tests;

/// <summary>Addresses as other programs write them.</summary>
public sealed class OtpAuthUriReadingTests
{
    private static readonly byte[] Secret = Convert.FromHexString("48656c6c6f21deadbeef");

    [Theory]
    [InlineData("totp/alice?secret=JBSWY3DPEHPK3PXP", null, "alice")]
    [InlineData("totp/ACME:alice?secret=JBSWY3DPEHPK3PXP", "ACME", "alice")]
    [InlineData("totp/ACME%3Aalice?secret=JBSWY3DPEHPK3PXP", "ACME", "alice")]
    [InlineData("totp/ACME%3aalice?secret=JBSWY3DPEHPK3PXP", "ACME", "alice")]
    [InlineData("totp/ACME:%20alice?secret=JBSWY3DPEHPK3PXP", "ACME", "alice")]
    [InlineData("totp/ACME%3A%20%20alice?secret=JBSWY3DPEHPK3PXP&issuer=ACME", "ACME", "alice")]
    [InlineData("totp/alice?secret=JBSWY3DPEHPK3PXP&issuer=ACME", "ACME", "alice")]
    [InlineData("totp/ACME:alice?secret=JBSWY3DPEHPK3PXP&issuer=ACME", "ACME", "alice")]
    [InlineData("totp/ACME%3Aalice?secret=JBSWY3DPEHPK3PXP&issuer=Acme%20", "Acme ", "alice")]
    [InlineData("totp/?secret=JBSWY3DPEHPK3PXP", null, "")]
    [InlineData("totp?secret=JBSWY3DPEHPK3PXP&issuer=ACME", "ACME", "")]
    [InlineData("totp/ACME:?secret=JBSWY3DPEHPK3PXP", "ACME", "")]
    [InlineData("totp/ACME:%20?secret=JBSWY3DPEHPK3PXP", "ACME", "")]
    [InlineData("totp/ACME:alice?secret=JBSWY3DPEHPK3PXP&issuer=", "ACME", "alice")]
    [InlineData("totp/:alice?secret=JBSWY3DPEHPK3PXP", null, "alice")]
    [InlineData("totp/ACME+Co:alice?secret=JBSWY3DPEHPK3PXP", "ACME Co", "alice")]
    [InlineData("totp/ACME%20Co:alice?secret=JBSWY3DPEHPK3PXP&issuer=ACME+Co", "ACME Co", "alice")]
    [InlineData("totp/ACME Co:alice?secret=JBSWY3DPEHPK3PXP&issuer=ACME Co", "ACME Co", "alice")]
    [InlineData("totp/ACME:alice+tag@example.com?secret=JBSWY3DPEHPK3PXP", "ACME", "alice+tag@example.com")]
    [InlineData("totp/alice@example.com?issuer=ACME&secret=JBSWY3DPEHPK3PXP", "ACME", "alice@example.com")]
    [InlineData("totp/Größe:Łukasz?secret=JBSWY3DPEHPK3PXP", "Größe", "Łukasz")]
    [InlineData("totp/a/b?secret=JBSWY3DPEHPK3PXP", null, "a/b")]
    [InlineData("totp/100%?secret=JBSWY3DPEHPK3PXP", null, "100%")]
    [InlineData("TOTP/alice?SECRET=JBSWY3DPEHPK3PXP&Issuer=ACME", "ACME", "alice")]
    [InlineData("totp/alice?&&secret=JBSWY3DPEHPK3PXP&=&x&issuer=A%26B#fragment", "A&B", "alice")]
    public void Names_are_found_wherever_they_are(string rest, string? issuer, string account)
    {
        OtpAuthUri uri = Read($"otpauth://{rest}");

        Assert.Equal(issuer, uri.Issuer);
        Assert.Equal(account, uri.Account);
        Assert.Equal(Secret, uri.Secret.ToArray());
        Assert.Equal(OtpParameters.Default, uri.Parameters);
    }

    [Theory]
    [InlineData("JBSWY3DPEHPK3PXP")]
    [InlineData("jbswy3dpehpk3pxp")]
    [InlineData("JBSWY3DPEHPK3PXP======")]
    [InlineData("JBSWY3DPEHPK3PXP%3D%3D")]
    [InlineData("JBSW%20Y3DP%20EHPK%203PXP")]
    [InlineData("JBSW+Y3DP+EHPK+3PXP")]
    [InlineData("JBSW Y3DP-EHPK-3PXP")]
    public void Secret_is_read_in_any_form(string secret) =>
        Assert.Equal(Secret, Read($"otpauth://totp/alice?secret={secret}&issuer=ACME").Secret.ToArray());

    [Theory]
    [InlineData("SHA1", OtpAlgorithm.Sha1)]
    [InlineData("sha1", OtpAlgorithm.Sha1)]
    [InlineData("SHA256", OtpAlgorithm.Sha256)]
    [InlineData("SHA-256", OtpAlgorithm.Sha256)]
    [InlineData("HmacSHA512", OtpAlgorithm.Sha512)]
    [InlineData("hmac-sha-512", OtpAlgorithm.Sha512)]
    public void Algorithm_is_read_in_any_form(string name, OtpAlgorithm algorithm) =>
        Assert.Equal(algorithm, Read($"otpauth://totp/alice?secret=JBSWY3DPEHPK3PXP&algorithm={name}").Parameters.Algorithm);

    [Fact]
    public void What_the_other_kind_counts_by_is_left_alone()
    {
        OtpAuthUri hotp = Read("otpauth://hotp/alice?secret=JBSWY3DPEHPK3PXP&counter=9223372036854775807&period=0&digits=8");
        OtpAuthUri totp = Read("otpauth://totp/alice?secret=JBSWY3DPEHPK3PXP&counter=-1&period=60");

        Assert.Equal(new OtpParameters { Type = OtpType.Hotp, Digits = 8 }, hotp.Parameters);
        Assert.Equal(long.MaxValue, hotp.Counter);
        Assert.Equal(new OtpParameters { Period = 60 }, totp.Parameters);
        Assert.Equal(0, totp.Counter);
    }

    [Fact]
    public void Counter_that_is_missing_is_the_first() =>
        Assert.Equal(0, Read("otpauth://hotp/alice?secret=JBSWY3DPEHPK3PXP").Counter);

    [Fact]
    public void Blanks_around_the_address_and_parameters_unknown_to_us_are_left_out()
    {
        OtpAuthUri uri = Read(" \notpauth://totp/alice?image=https%3A%2F%2Fx&image=y&secret=JBSWY3DPEHPK3PXP&issuer=ACME&lock=true\n");

        Assert.Equal("ACME", uri.Issuer);
        Assert.Equal(Secret, uri.Secret.ToArray());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("otpauth:")]
    [InlineData("otpauth://")]
    [InlineData("otpauth://totp")]
    [InlineData("otpauth://totp/alice")]
    [InlineData("otpauth://totp/alice?")]
    [InlineData("otpauth://totp/alice?issuer=ACME")]
    [InlineData("otpauth://totp/alice?secret=")]
    [InlineData("otpauth://totp/alice?secret=A")]
    [InlineData("otpauth://totp/alice?secret=JBSWY3DPEHPK3PX9")]
    [InlineData("otpauth://totp/alice?secret=JBSWY3DPEHPK3PXP&secret=MZXW6YTB")]
    [InlineData("otpauth://totp/alice?secret=JBSWY3DPEHPK3PXP&SECRET=JBSWY3DPEHPK3PXP")]
    [InlineData("otpauth://totp/alice#?secret=JBSWY3DPEHPK3PXP&digits=6&digits=6")]
    [InlineData("otpauth://totp/alice?x#&secret=JBSWY3DPEHPK3PXP")]
    [InlineData("otpauth://totp/Old:alice?secret=JBSWY3DPEHPK3PXP&issuer=New")]
    [InlineData("otpauth://totp/Old%3Aalice?secret=JBSWY3DPEHPK3PXP&issuer=New")]
    [InlineData("otpauth://totp/Old:?secret=JBSWY3DPEHPK3PXP&issuer=New")]
    [InlineData("otpauth://steam/alice?secret=JBSWY3DPEHPK3PXP")]
    [InlineData("otpauth-migration://offline?data=CiEKCkhlbGxvId6tvu8")]
    [InlineData("https://totp/alice?secret=JBSWY3DPEHPK3PXP")]
    [InlineData("JBSWY3DPEHPK3PXP")]
    public void What_is_no_address_of_a_secret_is_refused(string? text)
    {
        Assert.False(OtpAuthUri.TryParse(text, out OtpAuthUri? uri));
        Assert.Null(uri);
    }

    [Theory]
    [InlineData("totp", "algorithm=MD5")]
    [InlineData("totp", "algorithm=SHA3-256")]
    [InlineData("totp", "algorithm=")]
    [InlineData("totp", "algorithm=1")]
    [InlineData("totp", "digits=5")]
    [InlineData("totp", "digits=9")]
    [InlineData("totp", "digits=")]
    [InlineData("totp", "digits=six")]
    [InlineData("totp", "digits=-6")]
    [InlineData("totp", "digits=%2B6")]
    [InlineData("totp", "digits=6.0")]
    [InlineData("totp", "digits=4294967302")]
    [InlineData("totp", "period=14")]
    [InlineData("totp", "period=301")]
    [InlineData("totp", "period=0")]
    [InlineData("totp", "period=")]
    [InlineData("totp", "period=-30")]
    [InlineData("totp", "period=1e1")]
    [InlineData("hotp", "counter=-1")]
    [InlineData("hotp", "counter=")]
    [InlineData("hotp", "counter=9223372036854775808")]
    [InlineData("hotp", "counter=0x1")]
    public void Value_out_of_range_is_refused_and_never_replaced(string type, string value)
    {
        Assert.True(OtpAuthUri.TryParse($"otpauth://{type}/alice?secret=JBSWY3DPEHPK3PXP", out _));
        Assert.False(OtpAuthUri.TryParse($"otpauth://{type}/alice?secret=JBSWY3DPEHPK3PXP&{value}", out _));
    }

    [Fact]
    public void Nothing_throws_whatever_it_says() => Assert.All(OtpSamples.Nonsense(), text =>
    {
        Assert.False(OtpAuthUri.TryParse(text, out _));
        AssertAnswers($"otpauth://totp/{text}?secret=JBSWY3DPEHPK3PXP");
        AssertAnswers($"otpauth://hotp/alice?secret=JBSWY3DPEHPK3PXP&counter={text}");
        AssertAnswers($"otpauth://totp/alice?{text}&secret={text}");
    });

    private static void AssertAnswers(string text) => Assert.Equal(OtpAuthUri.TryParse(text, out OtpAuthUri? uri), uri is not null);

    private static OtpAuthUri Read(string text)
    {
        Assert.True(OtpAuthUri.TryParse(text, out OtpAuthUri? uri), text);
        return uri;
    }
}
