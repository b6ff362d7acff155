using System.Text;

namespace HtpasswdAuth.Credentials.Tests;

/// <summary>
/// The file as a program in another language makes it, from the description of the format alone. What is in the field must
/// be readable for ever.
/// </summary>
public sealed class OtpSecretsVectorTests
{
    private const string Totp =
        """{"u":"alice","t":"totp","id":"00112233445566778899aabbccddeeff","alg":"SHA1","d":6,"p":30,"k":"k1:AAECAwQFBgcICQoLdjDlL/DT9SO0caa5gt1NW7TuvgQAd7ZYPldbZIe8HfNeCU6V","created":"2026-11-22T10:00:00Z","rk":"k1:FBUWFxgZGhscHR4fXrvUfHYGkTvqymReRTVjU4VyUX5s5QZtle2HL6umMayCejd54MZFwuW1O2FUck0F","rc":["3cJwI8rl+FilkZTITg452A==","hiCooaf+sLbouuapRAf2+g=="]}""";

    private const string Hotp =
        """{"u":"bøb","t":"hotp","id":"ffeeddccbbaa99887766554433221100","alg":"SHA256","d":8,"c":5,"k":"k1:KCkqKywtLi8wMTIz0YBZ8MZZVr35WWs6FJu/1XSG+rTao3qxyzFt10vHjicaPptV","created":"2026-11-22T10:00:00Z"}""";

    private const string App =
        """{"u":"alice","t":"app","id":"0123456789abcdef","name":"ci <1> & 'ü'","h":"enhvPXFTIpWnSsyfgOlS5t+pbaM2y+n3+3OmNzE2mFU=","created":"2026-11-22T10:00:00Z","expires":"2027-11-22T10:00:00Z","paths":["/api"],"methods":["GET"]}""";

    private const string Ticket = """{"u":"carol","t":"ticket","h":"N0cI//dxndWXnsh11WzSKG9tPPfsMXo7JWMqqyjsN7s=","expires":"2026-11-23T10:00:00Z"}""";

    private readonly OtpSecretsFile _file = OtpScenario.Parse(string.Join('\n', Totp, Hotp, App, Ticket, ""));

    [Fact]
    public void Secret_and_recovery_codes_of_a_TOTP_row_are_read()
    {
        OtpEnrolment enrolment = _file.Find("alice").Enrolment!;

        OtpScenario.AssertReveals(enrolment, OtpScenario.Keys);
        Assert.True(enrolment.TryFindRecoveryCode("2345-67AB-CDEF-GHIJ", OtpScenario.Keys, out string? hash));
        Assert.Equal("hiCooaf+sLbouuapRAf2+g==", hash);
        Assert.Equal(("k1", OtpParameters.Default, OtpScenario.Now), (enrolment.KeyId, enrolment.Parameters, enrolment.Created));
    }

    [Fact]
    public void Secret_of_a_HOTP_row_is_read()
    {
        OtpEnrolment enrolment = _file.Find("bøb").Enrolment!;

        OtpScenario.AssertReveals(enrolment, OtpScenario.Keys);
        Assert.Equal(5, enrolment.Counter);
        Assert.Equal(new OtpParameters { Type = OtpType.Hotp, Algorithm = OtpAlgorithm.Sha256, Digits = 8 }, enrolment.Parameters);
    }

    [Fact]
    public void App_password_and_ticket_are_recognized()
    {
        AppPassword password = Assert.Single(_file.Find("alice").AppPasswords);

        Assert.True(password.Matches("htapp-abcdefghijklmnopqrstuvwxyz"u8));
        Assert.Equal("ci <1> & 'ü'", password.Name);
        Assert.True(_file.Find("carol").Ticket!.Accepts(new string('a', 26), OtpScenario.Now));
    }

    [Fact]
    public void Rows_are_written_as_they_were_read()
    {
        OtpSecretsFile written = _file.Users.Aggregate(OtpSecretsFile.Empty, (file, user) => file.With(user));

        Assert.Equal(string.Join('\n', Totp, App, Hotp, Ticket, ""), Encoding.UTF8.GetString(written.ToArray()));
    }

    [Fact]
    public void Derived_keys_are_those_of_HKDF() =>
        Assert.Equal("b42c8b2f94d7d6a37111908e9c2e504d8c24cfeb12f80aa1f936bdf99e4b6857", Convert.ToHexStringLower(OtpScenario.Keys.Derive("cookies"u8)));
}
