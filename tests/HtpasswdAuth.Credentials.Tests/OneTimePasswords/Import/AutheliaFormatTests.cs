namespace HtpasswdAuth.Credentials.Tests;

public sealed class AutheliaFormatTests
{
    private const string Header = "issuer,username,algorithm,digits,period,secret\n";
    private const string Root = "totp_configurations:\n";
    private const string Secret = "secret: UklXVks0RDJTQ0NKUUpTSjNMT0FKTkJHVUJXN0RHVlM=";

    [Theory]
    [InlineData(OtpImportFormat.AutheliaCsv, ImportSamples.AutheliaCsv)]
    [InlineData(OtpImportFormat.AutheliaYaml, ImportSamples.AutheliaYaml)]
    public void Configuration_is_read(OtpImportFormat format, string content)
    {
        OtpImportResult read = ImportSamples.Read(format, content);

        Assert.Equal(["Authelia", format == OtpImportFormat.AutheliaCsv ? "Site, the" : "My Site"], read.Entries.Select(entry => entry.Issuer));
        Assert.Equal([6, 8], read.Entries.Select(entry => entry.Parameters.Digits));
        Assert.Equal([30, 60], read.Entries.Select(entry => entry.Parameters.Period));
        Assert.Equal([OtpAlgorithm.Sha1, format == OtpImportFormat.AutheliaCsv ? OtpAlgorithm.Sha512 : OtpAlgorithm.Sha256], read.Entries.Select(entry => entry.Parameters.Algorithm));
        Assert.Equal([ImportSamples.Long, ImportSamples.Short], read.Entries.Select(entry => Base32.Encode(entry.Secret.Span)));
    }

    [Fact]
    public void Times_are_read()
    {
        OtpImportResult read = ImportSamples.Read(OtpImportFormat.AutheliaYaml, ImportSamples.AutheliaYaml);

        Assert.Equal(new DateTimeOffset(2023, 1, 2, 3, 4, 5, 678, TimeSpan.Zero), read.Entries[0].Created);
        Assert.Null(read.Entries[0].LastUsed);
        Assert.Equal(TimeSpan.FromHours(10), read.Entries[1].Created!.Value.Offset);
        Assert.Equal(new DateTimeOffset(2024, 6, 7, 8, 9, 10, TimeSpan.Zero), read.Entries[1].LastUsed);
    }

    [Fact]
    public void Time_that_Go_writes_for_none_is_none() =>
        Assert.Null(ImportSamples.Read(OtpImportFormat.AutheliaYaml, $"{Root}- created_at: 0001-01-01T00:00:00Z\n  username: alice\n  {Secret}\n").Entries[0].Created);

    [Theory]
    [InlineData("created_at: 2022-05-21T23:39:27.123456789+10:00")]
    [InlineData("created_at: \"2022-05-21T23:39:27Z\"")]
    [InlineData("last_used_at: ~")]
    [InlineData("last_used_at:")]
    [InlineData("algorithm: sha256 # stronger")]
    [InlineData("issuer: it's \"a\" site, really #1")]
    [InlineData("issuer: 'it''s: one'")]
    [InlineData("issuer: \"\\x41\\u00e4\\U0001F600\\n\\\"\\\\\"")]
    [InlineData("issuer: \"\"   ")]
    public void Yaml_of_the_shape_is_read(string line)
    {
        string block = $"---\n{Root}  # users\n\n  - username: alice\n    {line}\n    {Secret}\n...\n";

        Assert.Empty(ImportSamples.Read(OtpImportFormat.AutheliaYaml, block).Problems);
        Assert.Equal("alice", Assert.Single(ImportSamples.Read(OtpImportFormat.AutheliaYaml, block).Entries).User);
    }

    [Theory]
    [InlineData("'it''s: one'", "it's: one")]
    [InlineData("\"\\x41\\u00e4\\U0001F600\\t\\\"\\\\\\/\"", "Aä😀\t\"\\/")]
    [InlineData("it's \"a\" site, really#1", "it's \"a\" site, really#1")]
    [InlineData("a # b", "a")]
    public void Yaml_texts_are_unquoted(string text, string expected) =>
        Assert.Equal(expected, ImportSamples.Read(OtpImportFormat.AutheliaYaml, $"{Root}- issuer: {text}\n  username: alice\n  {Secret}\n").Entries[0].Issuer);

    [Theory]
    [InlineData("- {username: alice, " + Secret + "}", 1)]
    [InlineData("  - { username: 'alice' , " + Secret + ", issuer: \"a, b}\" }  # c", 1)]
    [InlineData("- {" + Secret + ", username: alice}\n- username: bob\n  " + Secret, 2)]
    public void Braces_are_read(string items, int count)
    {
        OtpImportResult read = ImportSamples.Read(OtpImportFormat.AutheliaYaml, Root + items + "\n");

        Assert.Equal(count, read.Entries.Length);
        Assert.Empty(read.Problems);
    }

    [Theory]
    [InlineData("- username: &a alice\n  " + Secret, 2)]
    [InlineData("- username: *a\n  " + Secret, 2)]
    [InlineData("- username: !!str alice\n  " + Secret, 2)]
    [InlineData("- username: |\n    alice\n  " + Secret, 2)]
    [InlineData("- username: alice\n  secret: >-\n    UklX", 3)]
    [InlineData("- username: [alice]\n  " + Secret, 2)]
    [InlineData("- username: alice\n   " + Secret, 3)]
    [InlineData("- username: alice\n\t" + Secret, 3)]
    [InlineData("- username: alice\n  username: bob\n  " + Secret, 3)]
    [InlineData("- username: alice\n  admin: yes\n  " + Secret, 3)]
    [InlineData("- username: alice\n  digits: six\n  " + Secret, 3)]
    [InlineData("- username: alice\n  algorithm: MD5\n  " + Secret, 3)]
    [InlineData("- username: alice\n  created_at: yesterday\n  " + Secret, 3)]
    [InlineData("- username: alice\n  issuer: a: b\n  " + Secret, 3)]
    [InlineData("- username: alice\n  issuer: \"a\n  " + Secret, 3)]
    [InlineData("- username: alice\n  issuer: \"a\\q\"\n  " + Secret, 3)]
    [InlineData("- username: alice\n  issuer: \"\\ud800\"\n  " + Secret, 3)]
    [InlineData("- username: alice\n  secret: RIWVK4D2SCCJQJSJ3LOAJNBGUBW7DGVS", 3)]
    [InlineData("- {username: alice,\n  " + Secret + "}", 2)]
    [InlineData("- {username: alice, " + Secret + "} x", 2)]
    [InlineData("- username: alice", 2)]
    [InlineData("- " + Secret, 2)]
    [InlineData("-\n  username: alice\n  " + Secret, 2)]
    public void Fails_when_yaml_is_not_of_the_shape(string items, int line) =>
        Assert.Equal(line, ImportSamples.OnlyProblem(OtpImportFormat.AutheliaYaml, Root + items + "\n").Line);

    [Fact]
    public void Broken_entry_does_not_take_its_neighbours_with_it()
    {
        OtpImportResult read = ImportSamples.Read(OtpImportFormat.AutheliaYaml, $"{Root}- username: a\n  {Secret}\n- username: b\n  x\n  {Secret}\n- username: c\n  {Secret}\nother:\n  - username: d\n");

        Assert.Equal(["a", "c"], read.Entries.Select(entry => entry.User));
        Assert.Equal([5, 9], read.Problems.Select(problem => problem.Line));
    }

    [Fact]
    public void Entry_that_is_not_indented_as_the_others_is_refused()
    {
        OtpImportResult read = ImportSamples.Read(OtpImportFormat.AutheliaYaml, $"{Root}- username: a\n  {Secret}\n  - username: b\n    {Secret}\n");

        Assert.Equal("a", Assert.Single(read.Entries).User);
        Assert.Equal(4, Assert.Single(read.Problems).Line);
    }

    [Fact]
    public void Quotation_marks_in_csv_are_doubled()
    {
        OtpImportResult read = ImportSamples.Read(OtpImportFormat.AutheliaCsv, $"{Header}\"The \"\"Site\"\", really\",alice,SHA1,6,30,{ImportSamples.Short}\n");

        Assert.Equal("The \"Site\", really", Assert.Single(read.Entries).Issuer);
    }

    [Theory]
    [InlineData("")]
    [InlineData("# nothing\n")]
    public void Fails_when_there_is_no_list(string content)
    {
        Assert.Equal(0, ImportSamples.OnlyProblem(OtpImportFormat.AutheliaYaml, content).Line);
        Assert.Empty(ImportSamples.Read(OtpImportFormat.AutheliaYaml, "totp_configurations: []\n").Problems);
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData("issuer,username\n", 1)]
    [InlineData("issuer,username,algorithm,digits,period,secret,secret\n", 1)]
    [InlineData(Header + "A,alice,SHA1,6,30\n", 2)]
    [InlineData(Header + "A,B,alice,SHA1,6,30,JBSWY3DPEHPK3PXP\n", 2)]
    [InlineData(Header + "A,alice,SHA1,6,30,\"JBSWY3DPEHPK3PXP\n", 2)]
    [InlineData(Header + "A\"B,alice,SHA1,6,30,JBSWY3DPEHPK3PXP\n", 2)]
    [InlineData(Header + "\"A\"B,alice,SHA1,6,30,JBSWY3DPEHPK3PXP\n", 2)]
    [InlineData(Header + "A,,SHA1,6,30,JBSWY3DPEHPK3PXP\n", 2)]
    [InlineData(Header + "A,alice,MD5,6,30,JBSWY3DPEHPK3PXP\n", 2)]
    [InlineData(Header + "A,alice,SHA1,5,30,JBSWY3DPEHPK3PXP\n", 2)]
    [InlineData(Header + "A,alice,SHA1,6,-30,JBSWY3DPEHPK3PXP\n", 2)]
    [InlineData(Header + "A,alice,SHA1,6,301,JBSWY3DPEHPK3PXP\n", 2)]
    [InlineData(Header + "A,alice,SHA1,6,30,JBSWY3DP\n", 2)]
    public void Fails_when_csv_is_broken(string content, int line)
    {
        OtpImportProblem problem = ImportSamples.OnlyProblem(OtpImportFormat.AutheliaCsv, content);

        Assert.Equal(line, problem.Line);
        Assert.DoesNotContain("JBSW", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Last_entry_of_a_user_counts_as_in_an_import_by_Authelia()
    {
        OtpImportResult read = ImportSamples.Read(OtpImportFormat.AutheliaCsv, $"{Header}A,alice,SHA1,6,30,{ImportSamples.Long}\nB,alice,SHA1,6,30,{ImportSamples.Short}\n");

        Assert.Equal("B", Assert.Single(read.Entries).Issuer);
        Assert.Equal(3, Assert.Single(read.Problems).Line);
    }

    [Theory]
    [InlineData("true")]
    [InlineData("No")]
    [InlineData("12")]
    [InlineData("a: b")]
    [InlineData("a #b")]
    [InlineData("- a")]
    [InlineData("\"a\\b\"")]
    [InlineData("a\tb\u0085\u2028\ufeff")]
    [InlineData("{}&*!|>%@`'")]
    [InlineData("Grüße 日本")]
    public void Names_of_any_kind_survive_yaml(string issuer)
    {
        ImportedOtp entry = ImportSamples.Read(OtpImportFormat.AutheliaYaml, ImportSamples.AutheliaYaml).Entries[0] with { Issuer = issuer, User = issuer.Replace(':', ';').Trim('#') };
        ImportedOtp read = Assert.Single(ImportSamples.Read(OtpImportFormat.AutheliaYaml, ImportSamples.Write(OtpImportFormat.AutheliaYaml, [entry])).Entries);

        Assert.Equal((entry.User, entry.Issuer), (read.User, read.Issuer));
    }
}
