using System.Text;

namespace HtpasswdAuth.Credentials.Tests;

/// <summary>Files as the other systems write them, with secrets whose codes are known.</summary>
internal static class ImportSamples
{
    public const string User = "alice";

    /// <summary>40 bytes, as apache_2fa makes them.</summary>
    public const string Long = "R24UZEAOIUAZHY62IEB5XJOVKT6PYGOYNDKVVU3KS4DZCYOOSIF6M6TFYEWVZAOX";

    /// <summary>20 bytes, the same as <see cref="Hex"/>.</summary>
    public const string Short = "RIWVK4D2SCCJQJSJ3LOAJNBGUBW7DGVS";

    public const string Hex = "8a2d55707a9084982649dadc04b426a06df19ab2";

    /// <summary>Of the password "pw".</summary>
    public const string Bcrypt = "$2y$04$HKF1RAkNLFGeYBFFMZ666u2/Ykppv8ACH/xjzQp1QPsO2q0fv.0EW";

    public const string TokensJson = $$"""{"alice": "{{Long}}", "z\u00fc\"rich": "{{Short}}"}""";

    public const string Google =
        $"""
        {Short}
        " TIME_SKEW -3
        " RATE_LIMIT 3 30 1750000001 1750000007
        " WINDOW_SIZE 17
        " STEP_SIZE 60
        " DISALLOW_REUSE 58333333 58333334
        " TOTP_AUTH
        12345678
        98765432

        """;

    public const string GoogleHotp =
        $"""
        {Short}
        " RATE_LIMIT 3 30
        " HOTP_COUNTER 21
        12345678

        """;

    public const string ModAuthnOtp =
        $"""
        HOTP    barney        1234    {Hex} 21  0  820658  2009-06-12T17:52:32L 192.168.1.1
        HOTP/T30 joe           +       {Hex} -2  2 
        HOTP/T60/8 wilma         -       {Hex} 0   0 

        """;

    public const string Tinyauth =
        $"""
        alice:{Bcrypt}:{Long}
        bob:{Bcrypt}

        """;

    public const string AutheliaCsv =
        $"""
        issuer,username,algorithm,digits,period,secret
        Authelia,alice,SHA1,6,30,{Long}
        "Site, the",bob,SHA512,8,60,{Short}

        """;

    public const string AutheliaYaml =
        """
        totp_configurations:
            - created_at: 2023-01-02T03:04:05.678Z
              last_used_at: null
              username: alice
              issuer: Authelia
              algorithm: SHA1
              digits: 6
              period: 30
              secret: UjI0VVpFQU9JVUFaSFk2MklFQjVYSk9WS1Q2UFlHT1lOREtWVlUzS1M0RFpDWU9PU0lGNk02VEZZRVdWWkFPWA==
            - created_at: 2024-05-06T07:08:09+10:00
              last_used_at: 2024-06-07T08:09:10Z
              username: "007"
              issuer: My Site
              algorithm: SHA256
              digits: 8
              period: 60
              secret: UklXVks0RDJTQ0NKUUpTSjNMT0FKTkJHVUJXN0RHVlM=

        """;

    public const string OtpAuthUris =
        $"""
        otpauth://totp/My%20Site:alice?secret={Long}&issuer=My%20Site&algorithm=SHA1&digits=6&period=30
        otpauth://hotp/bob?secret={Short}&algorithm=SHA1&digits=8&counter=21

        """;

    public static TheoryData<OtpImportFormat, string> All => new()
    {
        { OtpImportFormat.Apache2fa, TokensJson },
        { OtpImportFormat.GoogleAuthenticator, Google },
        { OtpImportFormat.GoogleAuthenticator, GoogleHotp },
        { OtpImportFormat.ModAuthnOtp, ModAuthnOtp },
        { OtpImportFormat.Tinyauth, Tinyauth },
        { OtpImportFormat.AutheliaCsv, AutheliaCsv },
        { OtpImportFormat.AutheliaYaml, AutheliaYaml },
        { OtpImportFormat.OtpAuthUris, OtpAuthUris },
    };

    public static OtpImportResult Read(OtpImportFormat format, string content) => OtpImport.Read(format, Encoding.UTF8.GetBytes(content), User);

    public static string Write(OtpImportFormat format, IEnumerable<ImportedOtp> entries) =>
        Encoding.UTF8.GetString(OtpImport.Write(format, entries).Content.Span);

    /// <summary>Reads a file from which nobody is taken over, and gives the one problem.</summary>
    public static OtpImportProblem OnlyProblem(OtpImportFormat format, string content)
    {
        OtpImportResult result = Read(format, content);
        Assert.Empty(result.Entries);
        return Assert.Single(result.Problems);
    }
}
