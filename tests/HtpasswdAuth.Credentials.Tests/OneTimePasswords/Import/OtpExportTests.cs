namespace HtpasswdAuth.Credentials.Tests;

/// <summary>What a format cannot hold is told: the user is left out, or only what there is no place for.</summary>
public sealed class OtpExportTests
{
    private static readonly ImportedOtp Plain = new() { User = "alice", Secret = Convert.FromHexString(ImportSamples.Hex) };

    public static TheoryData<OtpImportFormat, string> LeftOut => new()
    {
        { OtpImportFormat.Apache2fa, "hotp" },
        { OtpImportFormat.Apache2fa, "digits" },
        { OtpImportFormat.Apache2fa, "period" },
        { OtpImportFormat.Apache2fa, "algorithm" },
        { OtpImportFormat.GoogleAuthenticator, "hotp" },
        { OtpImportFormat.GoogleAuthenticator, "digits" },
        { OtpImportFormat.GoogleAuthenticator, "algorithm" },
        { OtpImportFormat.GoogleAuthenticator, "own codes" },
        { OtpImportFormat.ModAuthnOtp, "algorithm" },
        { OtpImportFormat.ModAuthnOtp, "space" },
        { OtpImportFormat.ModAuthnOtp, "pin" },
        { OtpImportFormat.Tinyauth, "" },
        { OtpImportFormat.Tinyauth, "apr1" },
        { OtpImportFormat.Tinyauth, "comma" },
        { OtpImportFormat.Tinyauth, "hashed digits" },
        { OtpImportFormat.AutheliaCsv, "hotp" },
        { OtpImportFormat.AutheliaCsv, "line" },
        { OtpImportFormat.AutheliaYaml, "hotp" },
        { OtpImportFormat.OtpAuthUris, "password only" },
        { OtpImportFormat.OtpAuthUris, "short" },
        { OtpImportFormat.OtpAuthUris, "colon" },
        { OtpImportFormat.OtpAuthUris, "far digits" },
    };

    public static TheoryData<OtpImportFormat, string> Lost => new()
    {
        { OtpImportFormat.Apache2fa, "the issuer, the PIN, the password hash, the recovery codes, the offset of the user's clock" },
        { OtpImportFormat.GoogleAuthenticator, "the issuer, the PIN, the password hash" },
        { OtpImportFormat.ModAuthnOtp, "the issuer, the password hash, the recovery codes" },
        { OtpImportFormat.Tinyauth, "the issuer, the PIN, the recovery codes, the offset of the user's clock" },
        { OtpImportFormat.AutheliaCsv, "the PIN, the password hash, the recovery codes, the offset of the user's clock" },
        { OtpImportFormat.AutheliaYaml, "the PIN, the password hash, the recovery codes, the offset of the user's clock" },
        { OtpImportFormat.OtpAuthUris, "the PIN, the password hash, the recovery codes, the offset of the user's clock" },
    };

    [Theory]
    [MemberData(nameof(LeftOut))]
    public void User_whom_the_format_cannot_hold_is_left_out_and_told(OtpImportFormat format, string what)
    {
        ImportedOtp fitting = Plain with { User = "bob", PasswordHash = format == OtpImportFormat.Tinyauth ? ImportSamples.Bcrypt : null };
        OtpExportResult written = OtpImport.Write(format, [With(what), fitting]);

        OtpImportProblem problem = Assert.Single(written.Problems);
        Assert.Equal((0, With(what).User), (problem.Line, problem.User));
        Assert.Contains("left out", problem.Message, StringComparison.Ordinal);
        Assert.Single(OtpImport.Read(format, written.Content.Span, "bob").Entries);
    }

    [Theory]
    [MemberData(nameof(Lost))]
    public void What_there_is_no_place_for_is_told(OtpImportFormat format, string what)
    {
        ImportedOtp rich = Plain with { Issuer = "Site", Pin = "1", PasswordHash = ImportSamples.Bcrypt, RecoveryCodes = ["12345678"], ClockOffset = 2 };
        OtpExportResult written = OtpImport.Write(format, [rich]);

        Assert.Equal($"the format has no place for {what}; the rest was written", Assert.Single(written.Problems).Message);
        Assert.Equal(ImportSamples.Hex, Convert.ToHexStringLower(Assert.Single(OtpImport.Read(format, written.Content.Span, "alice").Entries).Secret.Span));
    }

    [Fact]
    public void User_is_written_once()
    {
        OtpExportResult written = OtpImport.Write(OtpImportFormat.Apache2fa, [Plain, Plain with { Counter = 1 }]);

        Assert.Equal("alice", Assert.Single(written.Problems).User);
        Assert.Single(OtpImport.Read(OtpImportFormat.Apache2fa, written.Content.Span).Entries);
    }

    [Fact]
    public void Google_has_a_file_for_each_user()
    {
        OtpExportResult written = OtpImport.Write(OtpImportFormat.GoogleAuthenticator, [Plain, Plain with { User = "bob" }]);

        Assert.Equal("bob", Assert.Single(written.Problems).User);
    }

    [Fact]
    public void Settings_of_one_system_are_not_written_for_another()
    {
        ImportedOtp google = ImportSamples.Read(OtpImportFormat.GoogleAuthenticator, ImportSamples.Google).Entries[0] with { RecoveryCodes = [] };
        ImportedOtp apache = ImportSamples.Read(OtpImportFormat.ModAuthnOtp, ImportSamples.ModAuthnOtp).Entries[1] with { ClockOffset = 0 };

        Assert.Equal($"HOTP/T60 alice         +       {ImportSamples.Hex} -3  0 \n", ImportSamples.Write(OtpImportFormat.ModAuthnOtp, [google]));
        Assert.Equal($"{ImportSamples.Short}\n\" DISALLOW_REUSE\n\" TOTP_AUTH\n", ImportSamples.Write(OtpImportFormat.GoogleAuthenticator, [apache]));
    }

    private static ImportedOtp With(string what) => what switch
    {
        "hotp" => Plain with { Parameters = new OtpParameters { Type = OtpType.Hotp } },
        "digits" => Plain with { Parameters = new OtpParameters { Digits = 8 } },
        "far digits" => Plain with { Parameters = new OtpParameters { Digits = 9 } },
        "hashed digits" => Plain with { Parameters = new OtpParameters { Digits = 8 }, PasswordHash = ImportSamples.Bcrypt },
        "period" => Plain with { Parameters = new OtpParameters { Period = 60 } },
        "algorithm" => Plain with { Parameters = new OtpParameters { Algorithm = OtpAlgorithm.Sha256 } },
        "own codes" => Plain with { RecoveryCodes = ["ABCD-EFGH-IJKL-MNOP"] },
        "space" => Plain with { User = "a b" },
        "colon" => Plain with { User = "a:b" },
        "comma" => Plain with { User = "a,b", PasswordHash = ImportSamples.Bcrypt },
        "pin" => Plain with { Pin = "-" },
        "apr1" => Plain with { PasswordHash = "$apr1$abcdefgh$abcdefghijklmnopqrstuv" },
        "line" => Plain with { Issuer = "a\nb" },
        "password only" => Plain with { Secret = default, PasswordHash = ImportSamples.Bcrypt },
        "short" => Plain with { Secret = new byte[9] },
        _ => Plain,
    };
}
