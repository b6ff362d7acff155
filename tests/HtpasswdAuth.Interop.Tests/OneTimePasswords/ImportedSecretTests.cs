using System.Globalization;
using System.Text;
using HtpasswdAuth.Testing;

namespace HtpasswdAuth.Interop.Tests;

/// <summary>Secrets of other systems' files give the codes that oathtool computes from the text in the file.</summary>
public sealed class ImportedSecretTests
{
    private const string Base32 = "R24UZEAOIUAZHY62IEB5XJOVKT6PYGOYNDKVVU3KS4DZCYOOSIF6M6TFYEWVZAOX";
    private const string Hex = "8a2d55707a9084982649dadc04b426a06df19ab2";
    private const string Bcrypt = "$2y$04$HKF1RAkNLFGeYBFFMZ666u2/Ykppv8ACH/xjzQp1QPsO2q0fv.0EW";

    private static readonly long[] Times = [59, 1_111_111_109, 1_700_000_000, 1_750_000_000, 20_000_000_000];

    /// <summary>Format, file, and what oathtool needs to know, besides the moment, of the first user in it.</summary>
    public static TheoryData<OtpImportFormat, string, string> Files => new()
    {
        { OtpImportFormat.Apache2fa, $$"""{"alice": "{{Base32}}"}""", $"--totp -b {Base32}" },
        { OtpImportFormat.Apache2fa, $$"""{"alice": "{{Base32.ToLowerInvariant()}}"}""", $"--totp -b {Base32}" },
        { OtpImportFormat.GoogleAuthenticator, $"{Base32}\n\" TOTP_AUTH\n", $"--totp -b {Base32}" },
        { OtpImportFormat.GoogleAuthenticator, $"{Base32}\n\" STEP_SIZE 60\n\" TOTP_AUTH\n", $"--totp -s 60 -b {Base32}" },
        { OtpImportFormat.GoogleAuthenticator, $"{Base32}\n\" HOTP_COUNTER 21\n", $"--hotp -c 21 -b {Base32}" },
        { OtpImportFormat.ModAuthnOtp, $"HOTP alice - {Hex} 21\n", $"--hotp -c 21 {Hex}" },
        { OtpImportFormat.ModAuthnOtp, $"HOTP/E/8 alice - {Hex} 7\n", $"--hotp -c 7 -d 8 {Hex}" },
        { OtpImportFormat.ModAuthnOtp, $"HOTP/T alice - {Hex}\n", $"--totp {Hex}" },
        { OtpImportFormat.ModAuthnOtp, $"HOTP/T60/7 alice + {Hex}\n", $"--totp -s 60 -d 7 {Hex}" },
        { OtpImportFormat.Tinyauth, $"alice:{Bcrypt}:{Base32}\n", $"--totp -b {Base32}" },
        { OtpImportFormat.AutheliaCsv, $"issuer,username,algorithm,digits,period,secret\nSite,alice,SHA256,8,45,{Base32}\n", $"--totp=SHA256 -d 8 -s 45 -b {Base32}" },
        { OtpImportFormat.AutheliaYaml, $"totp_configurations:\n    - {{username: alice, algorithm: SHA512, secret: {Encoded}}}\n", $"--totp=SHA512 -b {Base32}" },
        { OtpImportFormat.OtpAuthUris, $"otpauth://totp/alice?secret={Base32}&digits=8\n", $"--totp -d 8 -b {Base32}" },
        { OtpImportFormat.OtpAuthUris, $"otpauth://hotp/alice?secret={Base32}&counter=3\n", $"--hotp -c 3 -b {Base32}" },
    };

    private static string Encoded => Convert.ToBase64String(Encoding.ASCII.GetBytes(Base32));

    [Theory]
    [MemberData(nameof(Files))]
    public void Imported_secret_gives_the_codes_of_oathtool(OtpImportFormat format, string file, string arguments)
    {
        ImportedOtp entry = Assert.Single(OtpImport.Read(format, Encoding.UTF8.GetBytes(file), "alice").Entries);

        AssertSameCodes(entry, arguments);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Exported_secret_does_so_too(OtpImportFormat format, string file, string arguments)
    {
        OtpExportResult written = OtpImport.Write(format, OtpImport.Read(format, Encoding.UTF8.GetBytes(file), "alice").Entries);

        AssertSameCodes(Assert.Single(OtpImport.Read(format, written.Content.Span, "alice").Entries), arguments);
    }

    private static void AssertSameCodes(ImportedOtp entry, string arguments)
    {
        if (entry.Parameters.Type == OtpType.Hotp)
        {
            Assert.Equal(CodeOf(arguments), Hotp.Compute(entry.Secret.Span, entry.Counter, entry.Parameters));
            return;
        }

        foreach (long time in Times)
        {
            long step = Totp.GetStep(DateTimeOffset.FromUnixTimeSeconds(time), entry.Parameters);
            Assert.Equal(CodeOf(string.Create(CultureInfo.InvariantCulture, $"--now=@{time} {arguments}")), Totp.Compute(entry.Secret.Span, step, entry.Parameters));
        }
    }

    private static string CodeOf(string arguments)
    {
        ToolResult result = ExternalTool.Run("oathtool", arguments.Split(' '));
        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        return result.Output.Trim();
    }
}
