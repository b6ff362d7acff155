namespace HtpasswdAuth.Credentials.Tests;

public sealed class TinyauthFormatTests
{
    private const OtpImportFormat Format = OtpImportFormat.Tinyauth;
    private const string Hash = ImportSamples.Bcrypt;

    [Theory]
    [InlineData("alice:" + Hash + ":" + ImportSamples.Short)]
    [InlineData("  alice : " + Hash + " : " + ImportSamples.Short + "  ,")]
    [InlineData("alice:$$2y$$04$$HKF1RAkNLFGeYBFFMZ666u2/Ykppv8ACH/xjzQp1QPsO2q0fv.0EW:" + ImportSamples.Short)]
    public void Entry_is_read(string content)
    {
        ImportedOtp entry = Assert.Single(ImportSamples.Read(Format, content).Entries);

        Assert.Equal(("alice", Hash), (entry.User, entry.PasswordHash));
        Assert.Equal(ImportSamples.Hex, Convert.ToHexStringLower(entry.Secret.Span));
    }

    [Fact]
    public void Users_without_a_secret_keep_their_password()
    {
        OtpImportResult read = ImportSamples.Read(Format, $"alice:{Hash},bob:{Hash}:{ImportSamples.Short}");

        Assert.Equal([0, 20], read.Entries.Select(entry => entry.Secret.Length));
        Assert.Empty(read.Problems);
    }

    [Theory]
    [InlineData("\nalice", 2)]
    [InlineData("alice:", 1)]
    [InlineData(":" + Hash, 1)]
    [InlineData("alice:" + Hash + ":", 1)]
    [InlineData("alice:" + Hash + ":x", 1)]
    [InlineData("alice:" + Hash + ":JBSWY3DP", 1)]
    [InlineData("alice:" + Hash + ":" + ImportSamples.Short + ":x", 1)]
    [InlineData("alice:$apr1$abcdefgh$abcdefghijklmnopqrstuv:" + ImportSamples.Short, 1)]
    [InlineData("alice:secret:" + ImportSamples.Short, 1)]
    [InlineData("#alice:" + Hash, 1)]
    public void Fails_when_an_entry_is_broken(string content, int line)
    {
        OtpImportProblem problem = ImportSamples.OnlyProblem(Format, content);

        Assert.Equal(line, problem.Line);
        Assert.DoesNotContain("HKF1", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void First_entry_of_a_user_counts()
    {
        OtpImportResult read = ImportSamples.Read(Format, $"alice:{Hash}:{ImportSamples.Short},alice:{Hash}:{ImportSamples.Long}");

        Assert.Equal(20, Assert.Single(read.Entries).Secret.Length);
        Assert.Equal("alice", Assert.Single(read.Problems).User);
    }

    [Fact]
    public void File_of_another_format_gives_no_secret_away()
    {
        OtpImportResult read = ImportSamples.Read(Format, ImportSamples.ModAuthnOtp + ImportSamples.TokensJson + ImportSamples.OtpAuthUris);

        Assert.Empty(read.Entries);
        Assert.All(read.Problems, problem => Assert.Null(problem.User));
    }
}
