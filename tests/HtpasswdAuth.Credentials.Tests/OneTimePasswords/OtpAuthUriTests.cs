using System.Globalization;
using System.Text;
using HtpasswdAuth.Testing;

namespace HtpasswdAuth.Credentials.Tests;

public sealed class OtpAuthUriTests
{
    private static readonly byte[] Secret = Convert.FromHexString("48656c6c6f21deadbeef");

    public static TheoryData<string> Names =>
    [
        "alice", "alice@example.com", "alice+ci", "a:b", ":", "a%3Ab", "100%", "%", "%zz", "a b", "a  b ", "a/b", "/", "../x", "a?b=c",
        "a&secret=MZXW6YTB", "a#b", "a=b", "Grüße", "世界", "👩‍💻", "e\u0301", "\u202eabc", "a\\b", "\"quoted\"", "<b>", "a\tb", "a\nb",
        "a\0b", "~._-", "'", "(x)", "*",
    ];

    [Fact]
    public void Address_is_written_in_full()
    {
        OtpAuthUri uri = new("alice", Secret, OtpParameters.Default, "ACME Co");

        Assert.Equal(
            "otpauth://totp/ACME%20Co:alice?secret=JBSWY3DPEHPK3PXP&issuer=ACME%20Co&algorithm=SHA1&digits=6&period=30",
            uri.Format());
    }

    [Fact]
    public void Address_without_issuer_names_none() =>
        Assert.Equal(
            "otpauth://totp/alice?secret=JBSWY3DPEHPK3PXP&algorithm=SHA256&digits=7&period=15",
            new OtpAuthUri("alice", Secret, new OtpParameters { Algorithm = OtpAlgorithm.Sha256, Digits = 7, Period = 15 }, "").Format());

    [Fact]
    public void Address_of_hotp_has_a_counter_and_no_period()
    {
        OtpParameters parameters = new() { Type = OtpType.Hotp, Algorithm = OtpAlgorithm.Sha512, Digits = 8 };

        Assert.Equal(
            "otpauth://hotp/S:alice?secret=JBSWY3DPEHPK3PXP&issuer=S&algorithm=SHA512&digits=8&counter=42",
            new OtpAuthUri("alice", Secret, parameters, "S", 42).Format());
    }

    [Fact]
    public void Text_for_logs_holds_all_but_the_secret()
    {
        OtpAuthUri uri = new("alice", Secret, OtpParameters.Default, "ACME Co");

        Assert.Equal("otpauth://totp/ACME%20Co:alice?issuer=ACME%20Co&algorithm=SHA1&digits=6&period=30", uri.ToString());
        Assert.False(OtpAuthUri.TryParse(uri.ToString(), out _));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Hostile_names_come_back_and_touch_nothing_else(string name)
    {
        AssertReturns(new OtpAuthUri(name, Secret, OtpParameters.Default, null));
        AssertReturns(new OtpAuthUri(name, Secret, OtpParameters.Default, "Site"));
        AssertReturns(new OtpAuthUri("alice", Secret, OtpParameters.Default, name));
        AssertReturns(new OtpAuthUri(name, Secret, OtpParameters.Default, name));
    }

    [Fact]
    public void Written_address_is_ASCII_without_plus_and_has_one_plain_colon_in_its_label() => Assert.All(Names, row =>
    {
        string text = new OtpAuthUri(row.Data, Secret, OtpParameters.Default, row.Data).Format();
        string label = text["otpauth://totp/".Length..text.IndexOf('?', StringComparison.Ordinal)];

        Assert.True(Uri.TryCreate(text, UriKind.Absolute, out _));
        Assert.Matches("^[!-~]+$", text);
        Assert.DoesNotContain('+', text);
        Assert.Equal(1, label.Count(character => character == ':'));
        Assert.Equal(1, text.Count(character => character == '?'));
        Assert.DoesNotContain('/', label);
    });

    [Fact]
    public void Random_names_secrets_and_parameters_come_back()
    {
        SeededBytes random = new("otpauth");
        Rune[] runes = [.. ":%/?&#=+ '\"az09é世🔑\u0301".EnumerateRunes()];
        OtpParameters[] timed = [.. OtpSamples.InRange];
        OtpParameters[] parameters =
        [
            .. timed,
            .. timed.Where(value => value.Period == 30).Select(value => value with { Type = OtpType.Hotp }),
        ];
        for (int i = 0; i < 3_000; i++)
        {
            string account = $"a{string.Concat(Enumerable.Range(0, random.Next(8)).Select(_ => random.Pick(runes)))}";
            string issuer = string.Concat(Enumerable.Range(0, random.Next(8)).Select(_ => random.Pick(runes)));
            byte[] secret = random.Next(1 + random.Next(64), 0, 255);
            AssertReturns(new OtpAuthUri(account, secret, random.Pick(parameters), issuer, random.Next(int.MaxValue)));
        }
    }

    [Fact]
    public void Secret_is_copied()
    {
        byte[] secret = [.. Secret];
        OtpAuthUri uri = new("alice", secret, OtpParameters.Default, null);
        secret[0] ^= 1;

        Assert.Equal(Secret, uri.Secret.ToArray());
    }

    [Theory]
    [MemberData(nameof(OtpSamples.OutOfRange), MemberType = typeof(OtpSamples))]
    public void Parameters_out_of_range_are_an_error(OtpParameters parameters) =>
        OtpSamples.AssertRefuses("parameters", () => new OtpAuthUri("alice", Secret, parameters, null));

    [Fact]
    public void Other_arguments_out_of_range_are_an_error()
    {
        OtpSamples.AssertRefuses("account", () => new OtpAuthUri("", Secret, OtpParameters.Default, null));
        OtpSamples.AssertRefuses("account", () => new OtpAuthUri(null!, Secret, OtpParameters.Default, null));
        OtpSamples.AssertRefuses("secret", () => new OtpAuthUri("alice", [], OtpParameters.Default, null));
        OtpSamples.AssertRefuses("counter", () => new OtpAuthUri("alice", Secret, OtpParameters.Default, null, -1));
    }

    [Fact]
    public void Other_culture_changes_nothing()
    {
        CultureInfo culture = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("tr-TR");
            AssertReturns(new OtpAuthUri("Işık", Secret, OtpParameters.Default with { Type = OtpType.Hotp }, "İstanbul", 1234567));
            Assert.True(OtpAuthUri.TryParse("OTPAUTH://TOTP/A?SECRET=JBSWY3DPEHPK3PXP&ISSUER=i&DIGITS=6&ALGORITHM=sha1", out _));
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }

    private static void AssertReturns(OtpAuthUri written)
    {
        Assert.True(OtpAuthUri.TryParse(written.Format(), out OtpAuthUri? read), written.Format());
        Assert.Equal(written.Account, read.Account);
        Assert.Equal(written.Issuer, read.Issuer);
        Assert.Equal(written.Parameters, read.Parameters);
        Assert.Equal(written.Counter, read.Counter);
        Assert.Equal(written.Secret.ToArray(), read.Secret.ToArray());
        Assert.Equal(written.Format(), read.Format());
    }
}
