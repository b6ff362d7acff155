using System.Text;

namespace HtpasswdAuth.Credentials.Tests;

public sealed class GoogleAuthenticatorFormatTests
{
    private const OtpImportFormat Format = OtpImportFormat.GoogleAuthenticator;
    private const string Secret = ImportSamples.Short + "\n";
    private const string Totp = Secret + "\" TOTP_AUTH\n";

    [Fact]
    public void Options_and_scratch_codes_are_read()
    {
        ImportedOtp entry = Assert.Single(ImportSamples.Read(Format, ImportSamples.Google).Entries);

        Assert.Equal("alice", entry.User);
        Assert.Equal(ImportSamples.Hex, Convert.ToHexStringLower(entry.Secret.Span));
        Assert.Equal(OtpParameters.Default with { Period = 60 }, entry.Parameters);
        Assert.Equal(-3, entry.ClockOffset);
        Assert.Equal([58333333L, 58333334L], entry.UsedSteps);
        Assert.Equal(["12345678", "98765432"], entry.RecoveryCodes);
        Assert.Equal(["RATE_LIMIT", "WINDOW_SIZE"], entry.Foreign!.Values.Keys);
    }

    [Fact]
    public void Counter_wins_over_time()
    {
        ImportedOtp entry = Assert.Single(ImportSamples.Read(Format, Totp + "\" HOTP_COUNTER 21\n").Entries);

        Assert.Equal((OtpType.Hotp, 21), (entry.Parameters.Type, entry.Counter));
        Assert.Equal(OtpType.Totp, ImportSamples.Read(Format, Totp + "\" HOTP_COUNTER 0\n").Entries[0].Parameters.Type);
    }

    [Fact]
    public void User_must_be_said()
    {
        Assert.Throws<ArgumentNullException>(() => OtpImport.Read(Format, Encoding.UTF8.GetBytes(Totp)));
        Assert.Throws<ArgumentException>(() => OtpImport.Read(Format, Encoding.UTF8.GetBytes(Totp), ""));
    }

    [Theory]
    [InlineData(Totp + "\" HOTP\" x\n", 3)]
    [InlineData(Totp + "\"STEP_SIZE 60\n", 3)]
    [InlineData(Totp + "\" \n", 3)]
    [InlineData(Totp + "\" Step_Size 60\n", 3)]
    [InlineData(Totp + "\" TOTP_AUTH\n", 3)]
    [InlineData(Totp + "\" OTP_DISABLED\n", 3)]
    [InlineData(Totp + "\" DISALLOW_REUSE 1 x 2\n", 3)]
    [InlineData(Totp + "1234567\n", 3)]
    [InlineData(Totp + "02345678\n", 3)]
    [InlineData(Totp + "123456789\n", 3)]
    [InlineData(Totp + "+1234567\n", 3)]
    [InlineData(Secret, 1)]
    public void What_is_odd_is_told_and_the_rest_taken_over(string content, int line)
    {
        OtpImportResult read = ImportSamples.Read(Format, content);

        Assert.Single(read.Entries);
        Assert.Equal(line, Assert.Single(read.Problems).Line);
    }

    [Fact]
    public void Scratch_codes_end_where_Googles_module_stops_reading()
    {
        OtpImportResult read = ImportSamples.Read(Format, Totp + "12345678\n\n23456789\nnote\n34567890\n\" WINDOW_SIZE 5\n");

        Assert.Equal(["12345678", "23456789"], read.Entries[0].RecoveryCodes);
        Assert.Equal([6, 7], read.Problems.Select(problem => problem.Line));
        Assert.Contains("WINDOW_SIZE", read.Entries[0].Foreign!.Values.Keys);
    }

    [Fact]
    public void No_more_scratch_codes_are_taken_over_than_can_be_kept()
    {
        OtpImportResult read = ImportSamples.Read(Format, Totp + string.Concat(Enumerable.Repeat("12345678\n", 150)));

        Assert.Equal(100, read.Entries[0].RecoveryCodes.Length);
        Assert.Equal(103, read.Problems[0].Line);
    }

    [Theory]
    [InlineData("not base32!\n\" TOTP_AUTH\n", 1)]
    [InlineData("JBSWY3DP\n\" TOTP_AUTH\n", 1)]
    [InlineData("", 1)]
    [InlineData(Totp + "\" STEP_SIZE x\n", 3)]
    [InlineData(Totp + "\" STEP_SIZE 5\n", 1)]
    [InlineData(Totp + "\" STEP_SIZE 301\n", 1)]
    public void Fails_where_no_code_would_be_right(string content, int line) =>
        Assert.Equal(line, ImportSamples.OnlyProblem(Format, content).Line);

    [Fact]
    public void First_of_equal_options_counts()
    {
        OtpImportResult read = ImportSamples.Read(Format, Totp + "\" STEP_SIZE 60\n\" STEP_SIZE 15\n");

        Assert.Equal(60, read.Entries[0].Parameters.Period);
        Assert.Equal(4, Assert.Single(read.Problems).Line);
    }

    [Fact]
    public void More_than_the_module_reads_is_not_read() =>
        Assert.Contains("64 kB", ImportSamples.OnlyProblem(Format, Totp + new string('\n', 65_536)).Message, StringComparison.Ordinal);

    [Fact]
    public void Reuse_is_forbidden_in_what_is_written()
    {
        ImportedOtp entry = ImportSamples.Read(OtpImportFormat.Apache2fa, ImportSamples.TokensJson).Entries[0];

        Assert.Equal($"{ImportSamples.Long}\n\" DISALLOW_REUSE\n\" TOTP_AUTH\n", ImportSamples.Write(Format, [entry]));
    }
}
