namespace HtpasswdAuth.Credentials.Tests;

public sealed class OtpImportRoundTripTests
{
    public static TheoryData<OtpImportFormat, string> Canonical => ImportSamples.All;

    /// <summary>Files that people write by hand, each with something that is written otherwise.</summary>
    public static TheoryData<OtpImportFormat, string> Untidy => new()
    {
        { OtpImportFormat.Apache2fa, $$"""  { "b":"{{ImportSamples.Short.ToLowerInvariant()}}",  "alice":"x", "b": "r24u zeao-IUAZ HY62 iebx ====" } """ },
        { OtpImportFormat.GoogleAuthenticator, $"  {ImportSamples.Short.ToLowerInvariant()}\r\n12345678\r\n\" TOTP_AUTH\r\n\"STEP_SIZE 20\n\" WINDOW_SIZE 5\n\" TIME_SKEW 0\nx\n" },
        { OtpImportFormat.ModAuthnOtp, $"# users\n\nE barney 1234 {ImportSamples.Hex.ToUpperInvariant()}\nT  joe\t-  {ImportSamples.Hex} 4 820658 2009-06-12T17:52:32L\nMOTP x - {ImportSamples.Hex}\n" },
        { OtpImportFormat.Tinyauth, $" alice : {ImportSamples.Bcrypt.Replace("$", "$$", StringComparison.Ordinal)} : {ImportSamples.Long} ,bob:{ImportSamples.Bcrypt},,\n\nbroken" },
        { OtpImportFormat.AutheliaCsv, $"secret,period,digits,algorithm,username,issuer\r\n{ImportSamples.Short}====,30,6,sha256,\"a\",\r\n,,\r\n" },
        { OtpImportFormat.AutheliaYaml, "# yaml-language-server: $schema=x\n---\ntotp_configurations:\n- {username: 'it''s', secret: " + Encoded + ", issuer: \"a\\tb\"} # c\n- username: bob\n  digits: x\n" },
        { OtpImportFormat.OtpAuthUris, $"# list\n\n OTPAUTH://totp/alice?SECRET={ImportSamples.Short.ToLowerInvariant()}&x=y\nhttps://example.org/\n" },
    };

    private static string Encoded => Convert.ToBase64String(System.Text.Encoding.ASCII.GetBytes(ImportSamples.Short));

    [Theory]
    [MemberData(nameof(Canonical))]
    public void What_the_other_system_wrote_comes_back_byte_for_byte(OtpImportFormat format, string content)
    {
        OtpImportResult read = ImportSamples.Read(format, content);
        OtpExportResult written = OtpImport.Write(format, read.Entries);

        Assert.NotEmpty(read.Entries);
        Assert.Empty(read.Problems);
        Assert.Empty(written.Problems);
        Assert.Equal(content, System.Text.Encoding.UTF8.GetString(written.Content.Span));
    }

    [Theory]
    [MemberData(nameof(Untidy))]
    public void What_a_person_wrote_changes_once_and_then_no_more(OtpImportFormat format, string content)
    {
        OtpImportResult read = ImportSamples.Read(format, content);
        string once = ImportSamples.Write(format, read.Entries);
        OtpImportResult again = ImportSamples.Read(format, once);

        Assert.NotEmpty(read.Entries);
        Assert.Empty(again.Problems);
        Assert.Equal(read.Entries.Length, again.Entries.Length);
        Assert.Equal(once, ImportSamples.Write(format, again.Entries));
    }

    [Theory]
    [MemberData(nameof(Canonical))]
    public void Windows_line_ends_and_a_byte_order_mark_change_nothing(OtpImportFormat format, string content)
    {
        OtpImportResult read = ImportSamples.Read(format, "\ufeff" + content.Replace("\n", "\r\n", StringComparison.Ordinal));

        Assert.Empty(read.Problems);
        Assert.Equal(content, ImportSamples.Write(format, read.Entries));
    }

    [Theory]
    [MemberData(nameof(Canonical))]
    public void Every_format_is_told_by_its_content(OtpImportFormat format, string content)
    {
        Assert.True(OtpImport.TryDetect(System.Text.Encoding.UTF8.GetBytes(content), out OtpImportFormat detected));
        Assert.Equal(format, detected);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n\n")]
    [InlineData("alice:$2y$04$HKF1RAkNLFGeYBFFMZ666u2/Ykppv8ACH/xjzQp1QPsO2q0fv.0EW\n")]
    [InlineData("admins: alice bob\n")]
    [InlineData("alice:realm:0123456789abcdef0123456789abcdef\n")]
    [InlineData("issuer,username\n")]
    public void Other_files_are_not_taken_for_one_of_them(string content) =>
        Assert.False(OtpImport.TryDetect(System.Text.Encoding.UTF8.GetBytes(content), out _));

    [Theory]
    [MemberData(nameof(Untidy))]
    public void Untidy_files_are_told_too(OtpImportFormat format, string content)
    {
        // A secret in lower case is no sign of Google's file.
        bool isTold = OtpImport.TryDetect(System.Text.Encoding.UTF8.GetBytes(content), out OtpImportFormat detected);
        Assert.Equal(format == OtpImportFormat.GoogleAuthenticator ? (false, default) : (true, format), (isTold, detected));
    }

    [Theory]
    [MemberData(nameof(Canonical))]
    public void Texts_for_people_tell_no_secret(OtpImportFormat format, string content)
    {
        OtpImportResult read = ImportSamples.Read(format, content);
        string told = string.Join('\n', read.Entries.Select(entry => $"{entry} {entry.Foreign}")) + read;

        Assert.DoesNotContain("R24U", told, StringComparison.Ordinal);
        Assert.DoesNotContain("RIWV", told, StringComparison.Ordinal);
        Assert.DoesNotContain("1234", told, StringComparison.Ordinal);
        Assert.DoesNotContain("820658", told, StringComparison.Ordinal);
        Assert.DoesNotContain("$2y$", told, StringComparison.Ordinal);
        Assert.All(read.Entries, entry => Assert.Contains(entry.User, told, StringComparison.Ordinal));
    }
}
