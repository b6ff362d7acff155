using System.Runtime.Versioning;
using HtpasswdAuth.Testing;

namespace HtpasswdAuth.Tool.Tests;

/// <summary>Verbs on a site that has no account database: whether it never had one, has text files of version 0, or has lost it.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class FirstUseTests : IDisposable
{
    private const string Plain = """{"u":"alice","t":"totp","id":"0123456789abcdef0123456789abcdef","alg":"SHA1","d":6,"p":30,"k":"plain:RIWVK4D2SCCJQJSJ3LOAJNBGUBW7DGVS","created":"2026-11-22T10:00:00Z"}""";

    private readonly OtpScenario _site = new();

    public static TheoryData<int, string> Readers => new()
    {
        { 0, "otp list" }, { 1, "otp show alice" }, { 1, "otp check alice 123456" }, { 1, "otp export" }, { 0, "otp app list alice" }, { 0, "password list" },
    };

    public static TheoryData<string> Writers =>
    [
        "otp add alice", "otp ticket alice", "otp app add alice ci",
    ];

    public static TheoryData<string> Signs => ["marker", "key file", "imported file"];

    [Theory]
    [MemberData(nameof(Readers))]
    public void Verb_that_only_reads_finds_nothing_and_makes_nothing(int exitCode, string line)
    {
        Assert.Equal("", _site.Run(exitCode, line.Split(' ')).OutputText);

        Assert.Equal([_site.UserFile], FolderContent.PathsIn(Path.GetDirectoryName(_site.UserFile)!));
    }

    /// <summary>It would close a site that reads none, and a site that is not closed would not ask.</summary>
    [Theory]
    [InlineData("sessions revoke alice")]
    [InlineData("password require alice")]
    [InlineData("password temporary alice")]
    [InlineData("password temporary carol --add")]
    public void Verb_that_counts_only_where_a_site_reads_the_database_makes_none(string line)
    {
        Assert.Contains("AddHtpasswdSqlite()", _site.Run(1, line.Split(' ')).ErrorText, StringComparison.Ordinal);

        Assert.Equal([_site.UserFile], FolderContent.PathsIn(Path.GetDirectoryName(_site.UserFile)!));
    }

    [Theory]
    [MemberData(nameof(Writers))]
    public void Verb_that_changes_something_makes_the_database_and_tells_it(string line)
    {
        Assert.Contains($"made the account database {_site.Database}", _site.Run(0, line.Split(' ')).ErrorText, StringComparison.Ordinal);

        Assert.True(File.Exists(_site.Database));
        Assert.True(File.Exists(AccountFiles.MarkerOf(_site.Database)));
        Assert.DoesNotContain("made the account database", _site.Run(0, "sessions", "revoke", "bob").ErrorText, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Readers))]
    public void Verb_that_only_reads_leaves_text_files_of_version_0_and_says_how_to_import_them(int exitCode, string line)
    {
        string old = _site.Write("users.otp", Plain + "\n");

        TestConsole console = _site.Run(1, line.Split(' '));

        Assert.Equal((0, ""), (exitCode & ~1, console.OutputText));
        Assert.Contains("htauth account init", console.ErrorText, StringComparison.Ordinal);
        Assert.Equal([_site.UserFile, old], FolderContent.PathsIn(Path.GetDirectoryName(_site.UserFile)!));
    }

    [Theory]
    [MemberData(nameof(Writers))]
    public void Verb_that_changes_something_imports_text_files_of_version_0_first(string line)
    {
        string old = _site.Write("users.otp", Plain.Replace("alice", "bob", StringComparison.Ordinal) + "\n");

        TestConsole console = _site.Run(0, line.Split(' '));

        Assert.Contains($"{old}: 1 user imported; the file is now called users.otp.imported\n", console.ErrorText, StringComparison.Ordinal);
        Assert.NotNull(_site.User("bob").Enrolment);
        Assert.False(File.Exists(old));
    }

    [Fact]
    public void User_who_is_enrolled_in_a_text_file_of_version_0_is_enrolled()
    {
        _site.Write("users.otp", Plain + "\n");

        Assert.Contains("--replace", _site.Run(1, "otp", "add", "alice").ErrorText, StringComparison.Ordinal);

        Assert.Equal("0123456789abcdef0123456789abcdef", _site.User().Enrolment!.Id);
    }

    [Fact]
    public void Broken_text_file_of_version_0_is_left_alone_and_its_line_named()
    {
        string old = _site.Write("users.otp", "# c\nbroken\n");

        Assert.Contains($"{old}: Line 2", _site.Run(7, "otp", "add", "alice").ErrorText, StringComparison.Ordinal);

        Assert.Equal("# c\nbroken\n", File.ReadAllText(old));
        _site.HasNoDatabase();
        Assert.False(File.Exists(_site.Files.Keys));
    }

    [Theory]
    [MemberData(nameof(Signs))]
    public void Database_that_was_lost_is_not_made_anew_by_the_way(string sign)
    {
        string path = Sign(sign);
        string[] before = Directory.GetFiles(Path.GetDirectoryName(_site.UserFile)!);

        foreach (string line in Readers.Select(row => row.Data.Item2).Concat(Writers.Select(row => row.Data)).Append("otp rekey"))
        {
            TestConsole console = _site.Run(1, line.Split(' '));
            Assert.Equal("", console.OutputText);
            Assert.Contains($"{path} tells that there was one", console.ErrorText, StringComparison.Ordinal);
            Assert.Contains("htauth account restore", console.ErrorText, StringComparison.Ordinal);
        }

        Assert.Equal(before.Order(), Directory.GetFiles(Path.GetDirectoryName(_site.UserFile)!).Order());
    }

    [Theory]
    [MemberData(nameof(Signs))]
    public void Text_file_without_a_second_factor_does_not_hide_that_a_database_was_lost(string sign)
    {
        Sign(sign);
        _site.Write("users.otp-state", """{"u":"alice","epoch":1}""" + "\n");

        TestConsole console = _site.Run(1, "sessions", "revoke", "bob");

        Assert.Contains("htauth account restore", console.ErrorText, StringComparison.Ordinal);
    }

    [Fact]
    public void Key_file_that_was_made_by_hand_is_used_after_init()
    {
        Assert.Contains("htauth account init", _site.Run(0, "otp", "key", _site.Files.Keys).ErrorText, StringComparison.Ordinal);
        string key = File.ReadAllText(_site.Files.Keys);
        Assert.Contains("htauth account init", _site.Run(1, "otp", "add", "alice").ErrorText, StringComparison.Ordinal);

        _site.Run(0, "account", "init");
        _site.Enrol();

        Assert.Equal(OtpScenario.Secret, _site.RevealedSecret());
        Assert.Equal(key, File.ReadAllText(_site.Files.Keys));
    }

    [Theory]
    [MemberData(nameof(Signs))]
    public void New_database_in_the_place_of_a_lost_one_tells_who_has_a_second_factor_now(string sign)
    {
        string path = Sign(sign);
        if (sign != "key file")
        {
            _site.Write("users.otp", Plain + "\n");
        }

        TestConsole console = _site.Run(0, "account", "init");

        Assert.Contains($"{path} tells that there was a database before", console.ErrorText, StringComparison.Ordinal);
        Assert.Contains("no user has a second factor now but those imported", console.ErrorText, StringComparison.Ordinal);
        Assert.Contains("htauth otp add USER", console.ErrorText, StringComparison.Ordinal);
    }

    [Fact]
    public void First_database_of_a_site_takes_no_second_factor_from_anybody()
    {
        OtpKeyRing.LoadOrCreate(_site.Files.Keys);
        _site.Write("users.otp", Plain + "\n");

        Assert.Equal("", _site.Run(0, "account", "init").ErrorText);
    }

    [Fact]
    public void Key_file_elsewhere_is_a_sign_as_well()
    {
        string keys = _site.PathOf("site.keys");
        OtpKeyRing.LoadOrCreate(keys);

        Assert.Contains(keys, _site.Run(1, "password", "require", "alice", "--keys", keys).ErrorText, StringComparison.Ordinal);

        _site.HasNoDatabase();
    }

    [Fact]
    public void New_site_has_no_key_to_renew()
    {
        Assert.Contains("no such file", _site.Run(1, "otp", "rekey").ErrorText, StringComparison.Ordinal);

        Assert.Equal([_site.UserFile], FolderContent.PathsIn(Path.GetDirectoryName(_site.UserFile)!));
    }

    [Fact]
    public void Mistyped_password_file_gets_no_database()
    {
        string none = _site.PathOf("nobody.htpasswd");
        foreach (string line in Writers.Select(row => row.Data).Append("otp list"))
        {
            var console = new TestConsole();
            Assert.Equal(1, console.Run([.. line.Split(' '), "--file", none]));
            Assert.Contains("no such file", console.ErrorText, StringComparison.Ordinal);
        }

        Assert.Equal([_site.UserFile], FolderContent.PathsIn(Path.GetDirectoryName(_site.UserFile)!));
    }

    [Fact]
    public void Database_of_this_machine_and_of_a_fleet_are_not_named_together()
    {
        Assert.Contains("name one of them", _site.Run(2, "otp", "list", "--database", _site.Database, "--connection", "Host=127.0.0.1;Port=1").ErrorText, StringComparison.Ordinal);
    }

    public void Dispose() => _site.Dispose();

    private string Sign(string sign)
    {
        string path = sign switch
        {
            "marker" => AccountFiles.MarkerOf(_site.Database),
            "key file" => _site.Files.Keys,
            _ => _site.Files.Secrets + ".imported",
        };
        File.WriteAllText(path, "x");
        return path;
    }
}
