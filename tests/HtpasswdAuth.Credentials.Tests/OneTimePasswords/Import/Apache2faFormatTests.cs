namespace HtpasswdAuth.Credentials.Tests;

public sealed class Apache2faFormatTests
{
    private const OtpImportFormat Format = OtpImportFormat.Apache2fa;

    [Theory]
    [InlineData("RIWVK4D2SCCJQJSJ3LOAJNBGUBW7DGVS")]
    [InlineData("riwvk4d2sccjqjsj3loajnbgubw7dgvs")]
    [InlineData("RIWV K4D2 SCCJ QJSJ 3LOA JNBG UBW7 DGVS")]
    [InlineData("RIWV-K4D2-SCCJ-QJSJ-3LOA-JNBG-UBW7-DGVS")]
    [InlineData("RIWVK4D2SCCJQJSJ3LOAJNBGUBW7DGVS======")]
    public void Secret_is_read_as_people_write_it(string secret)
    {
        ImportedOtp entry = Assert.Single(ImportSamples.Read(Format, $$"""{"alice":"{{secret}}"}""").Entries);

        Assert.Equal("alice", entry.User);
        Assert.Equal(ImportSamples.Hex, Convert.ToHexStringLower(entry.Secret.Span));
        Assert.Equal(OtpParameters.Default, entry.Parameters);
    }

    [Theory]
    [InlineData(59, "888222")]
    [InlineData(1_111_111_109, "992461")]
    [InlineData(1_700_000_000, "642252")]
    [InlineData(1_750_000_000, "529259")]
    public void Demonstration_secret_gives_the_codes_it_gives_there(long time, string code)
    {
        ImportedOtp entry = ImportSamples.Read(Format, ImportSamples.TokensJson).Entries[0];

        Assert.Equal(code, Totp.Compute(entry.Secret.Span, time / 30, entry.Parameters));
    }

    [Fact]
    public void Sixteen_characters_are_enough()
    {
        Assert.Single(ImportSamples.Read(Format, """{"alice":"JBSWY3DPEHPK3PXP"}""").Entries);
        OtpImportProblem problem = ImportSamples.OnlyProblem(Format, "{\n\"alice\":\n\"JBSWY3DPEHPK3PX\"}");
        Assert.Equal((2, "alice"), (problem.Line, problem.User));
        Assert.Contains("9 bytes", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Last_of_equal_keys_counts_as_in_Python()
    {
        OtpImportResult read = ImportSamples.Read(Format, $$"""{"alice": "{{ImportSamples.Long}}", "bob": "{{ImportSamples.Long}}", {{"\n"}} "\u0061lice": "{{ImportSamples.Short}}"}""");

        Assert.Equal(["bob", "alice"], read.Entries.Select(entry => entry.User));
        Assert.Equal(ImportSamples.Hex, Convert.ToHexStringLower(read.Entries[1].Secret.Span));
        OtpImportProblem problem = Assert.Single(read.Problems);
        Assert.Equal((2, "alice"), (problem.Line, problem.User));
    }

    [Fact]
    public void Broken_last_key_does_not_bring_the_earlier_secret_back()
    {
        OtpImportResult read = ImportSamples.Read(Format, $$"""{"alice": "{{ImportSamples.Long}}", "alice": null}""");

        Assert.Empty(read.Entries);
        Assert.Equal(2, read.Problems.Length);
    }

    [Theory]
    [InlineData("{\"a\":\n1}", 1, "a")]
    [InlineData("{\"a\":null}", 1, "a")]
    [InlineData("{\"a\":{\"b\":[\"JBSWY3DPEHPK3PXP\"]}}", 1, "a")]
    [InlineData("{\n\"a\":\"not base32!\"}", 2, "a")]
    [InlineData("{\"a\":\"\"}", 1, "a")]
    [InlineData("{\"a\":\"\\ud800\"}", 1, "a")]
    [InlineData("{\"a\\nb\":\"JBSWY3DPEHPK3PXP\"}", 1, null)]
    [InlineData("{\"\":\"JBSWY3DPEHPK3PXP\"}", 1, null)]
    [InlineData("{\"\\ud800\":\"JBSWY3DPEHPK3PXP\"}", 1, null)]
    [InlineData("\n[\"JBSWY3DPEHPK3PXP\"]", 2, null)]
    [InlineData("\"JBSWY3DPEHPK3PXP\"", 1, null)]
    [InlineData("", 1, null)]
    [InlineData("{\"a\":\"JBSWY3DPEHPK3PXP\",\n\"b\":\"JBSW", 2, null)]
    [InlineData("{\"a\":\"JBSWY3DPEHPK3PXP\"}\n}", 2, null)]
    public void Fails_with_the_line_of_what_is_wrong(string content, int line, string? user)
    {
        OtpImportProblem problem = ImportSamples.OnlyProblem(Format, content);

        Assert.Equal((line, user), (problem.Line, problem.User));
        Assert.DoesNotContain("JBSW", problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a\tb", "a\\tb")]
    [InlineData("\u007f/<'+", "\\u007f/<'+")]
    [InlineData("😀", "\\ud83d\\ude00")]
    public void Names_are_written_as_Python_writes_them(string user, string expected)
    {
        ImportedOtp entry = ImportSamples.Read(Format, ImportSamples.TokensJson).Entries[0] with { User = user };

        Assert.Equal($$"""{"{{expected}}": "{{ImportSamples.Long}}"}""", ImportSamples.Write(Format, [entry]));
    }
}
