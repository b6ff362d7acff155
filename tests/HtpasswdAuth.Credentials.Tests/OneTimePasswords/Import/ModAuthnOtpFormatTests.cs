namespace HtpasswdAuth.Credentials.Tests;

public sealed class ModAuthnOtpFormatTests
{
    private const OtpImportFormat Format = OtpImportFormat.ModAuthnOtp;
    private const string Hex = ImportSamples.Hex;

    [Theory]
    [InlineData("HOTP", OtpType.Hotp, 6, 30)]
    [InlineData("hotp/E", OtpType.Hotp, 6, 30)]
    [InlineData("HOTP/E/8", OtpType.Hotp, 8, 30)]
    [InlineData("HOTP/T30", OtpType.Totp, 6, 30)]
    [InlineData("HOTP/T60/7", OtpType.Totp, 7, 60)]
    [InlineData("HOTP/T", OtpType.Totp, 6, 30)]
    [InlineData("HOTP/T/8", OtpType.Totp, 8, 30)]
    [InlineData("E", OtpType.Hotp, 6, 30)]
    [InlineData("T", OtpType.Totp, 6, 30)]
    public void Types_are_read(string type, OtpType counted, int digits, int period)
    {
        ImportedOtp entry = Assert.Single(ImportSamples.Read(Format, $"{type} alice - {Hex}\n").Entries);

        Assert.Equal(new OtpParameters { Type = counted, Digits = digits, Period = period }, entry.Parameters);
        Assert.Equal(Hex, Convert.ToHexStringLower(entry.Secret.Span));
    }

    [Theory]
    [InlineData("-", null, true)]
    [InlineData("+", null, false)]
    [InlineData("1234", "1234", false)]
    [InlineData("+1", "+1", false)]
    public void Pins_are_read(string field, string? pin, bool isWithoutPassword)
    {
        ImportedOtp entry = Assert.Single(ImportSamples.Read(Format, $"HOTP alice {field} {Hex}\n").Entries);

        Assert.Equal((pin, isWithoutPassword), (entry.Pin, entry.IsWithoutPassword));
    }

    [Fact]
    public void Offset_is_a_counter_or_a_clocks_error()
    {
        OtpImportResult read = ImportSamples.Read(Format, $"E a - {Hex} 21\nT b - {Hex} -2\n");

        Assert.Equal((21, 0), (read.Entries[0].Counter, read.Entries[0].ClockOffset));
        Assert.Equal((0, -2), (read.Entries[1].Counter, read.Entries[1].ClockOffset));
    }

    [Theory]
    [InlineData("21", "")]
    [InlineData("21 3", "FAILCOUNT=3")]
    [InlineData("21 0", "")]
    [InlineData("21 820658 2009-06-12T17:52:32L", "LASTOTP=820658,LASTTIME=2009-06-12T17:52:32L")]
    [InlineData("21 820658 2009-06-12T17:52:32L ::1", "LASTIP=::1,LASTOTP=820658,LASTTIME=2009-06-12T17:52:32L")]
    [InlineData("21 3 820658 2009-06-12T17:52:32L ::1", "FAILCOUNT=3,LASTIP=::1,LASTOTP=820658,LASTTIME=2009-06-12T17:52:32L")]
    public void Fields_behind_the_offset_are_told_apart_by_their_number(string fields, string expected)
    {
        OtpImportResult read = ImportSamples.Read(Format, $"HOTP alice - {Hex} {fields}\n");

        Assert.Empty(read.Problems);
        Assert.Equal(expected, string.Join(',', read.Entries[0].Foreign?.Values.Select(value => $"{value.Key}={value.Value}") ?? []));
    }

    [Theory]
    [InlineData("MOTP", "MOTP")]
    [InlineData("motp/E", "MOTP")]
    [InlineData("HOTP/T5", "5 seconds")]
    [InlineData("HOTP/T301", "301 seconds")]
    [InlineData("HOTP/T30/5", "5 digits")]
    [InlineData("HOTP/E/10", "10 digits")]
    [InlineData("HOTP/T0", "token type")]
    [InlineData("HOTP/T-30", "token type")]
    [InlineData("HOTP/e", "token type")]
    [InlineData("HOTP/T30/x", "token type")]
    [InlineData("HOTP/T30/6/6", "token type")]
    [InlineData("TOTP", "token type")]
    public void Fails_when_the_type_cannot_be_served(string type, string message)
    {
        OtpImportProblem problem = ImportSamples.OnlyProblem(Format, $"# users\n\n{type} alice - {Hex}\n");

        Assert.Equal(3, problem.Line);
        Assert.Contains(message, problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("HOTP alice -", "four fields")]
    [InlineData("HOTP alice - 8a2d5", "hexadecimal")]
    [InlineData("HOTP alice - 8a2d55707a9084982649dadc04b426a06df19abx", "hexadecimal")]
    [InlineData("HOTP alice - 8a2d55707a90849826", "9 bytes")]
    [InlineData("HOTP alice - " + Hex + " x", "offset")]
    [InlineData("HOTP alice - " + Hex + " -1", "counter")]
    [InlineData("HOTP #alice - " + Hex, "user name")]
    public void Fails_when_a_field_is_broken(string line, string message)
    {
        OtpImportProblem problem = ImportSamples.OnlyProblem(Format, line);

        Assert.Equal(1, problem.Line);
        Assert.Contains(message, problem.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("8a2d", problem.Message + problem.User, StringComparison.Ordinal);
    }

    [Fact]
    public void First_valid_line_of_a_user_counts()
    {
        OtpImportResult read = ImportSamples.Read(Format, $"HOTP alice - x\nHOTP alice 1 {Hex}\nHOTP alice 2 {Hex}\n");

        Assert.Equal("1", Assert.Single(read.Entries).Pin);
        Assert.Equal([1, 3], read.Problems.Select(problem => problem.Line));
    }

    [Fact]
    public void Further_fields_are_told()
    {
        OtpImportResult read = ImportSamples.Read(Format, $"HOTP alice - {Hex} 0 1 2 3 4 5 6\n");

        Assert.Single(read.Entries);
        Assert.Equal(1, Assert.Single(read.Problems).Line);
    }

    [Fact]
    public void Password_is_asked_for_in_what_is_written_from_elsewhere()
    {
        ImportedOtp entry = ImportSamples.Read(OtpImportFormat.Apache2fa, ImportSamples.TokensJson).Entries[0];

        Assert.StartsWith("HOTP/T30 alice         +  ", ImportSamples.Write(Format, [entry]), StringComparison.Ordinal);
    }
}
