using System.Runtime.Versioning;
using HtpasswdAuth.Testing;

namespace HtpasswdAuth.Tool.Tests;

[UnsupportedOSPlatform("windows")]
public sealed class CheckTests : IDisposable
{
    private static readonly string Strong = PasswordHash.Create("pw"u8, new PasswordHashParameters(PasswordHashAlgorithm.Bcrypt, 10));

    private const string Md5 = "0123456789abcdef0123456789abcdef";
    private const string Sha = Md5 + Md5;

    private readonly TempDirectory _directory = new();

    [Fact]
    public void Nothing_wrong_is_exit_code_0()
    {
        (int exitCode, string output) = Check("f", $"# users\nalice:{Strong}\n");

        Assert.Equal(0, exitCode);
        Assert.EndsWith("f: htpasswd, 1 record, 0 problems\n", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a:STRONG\nbroken\n", "f:2: MissingColon")]
    [InlineData("a:STRONG\na:STRONG\n", "f:2: DuplicateUser")]
    [InlineData("a:STRONG\n\nb:pw\n", "f:3: UnknownHash")]
    [InlineData("a:$2y$10$x\n", "f:1: MalformedHash")]
    [InlineData("a:\n", "f:1: EmptyHash")]
    [InlineData(":STRONG\n", "f:1: EmptyUserName")]
    [InlineData("a:{SHA}GpHWL3ymc5liWkNopqtdSjuqYHM=\n", "f:1: WeakHash: sha1 is weak")]
    [InlineData("a:$2y$05$378vqI6XMSlemYBweoOGuuJvUhLAaBfWOxZm.bLYVTXdQzTTy9L4.\n", "f:1: WeakHash: bcrypt of cost 5 is weak")]
    [InlineData("a:$3$$cfc43211ba8dc470832267827cac1407\n", "f:1: WeakHash: nt is weak")]
    [InlineData("a:_J9..NaClx4Cwzk1TdYI\n", "f:1: WeakHash: bsdi-crypt of cost 725 is weak")]
    [InlineData("a:$sha1$20$NaClNaCl$xxFCRvA6amE5vzVV63nmLf3lt.nL\n", "f:1: WeakHash: sha1-crypt of cost 20 is weak")]
    [InlineData("a:$md5$NaClNaCl$$0PXWGz7UhSKmNTVAxzAs3/\n", "f:1: WeakHash: sun-md5 of cost 4096 is weak")]
    [InlineData("a:$y$j1T$$HoImWH7sW.JCXsSN6if3f4.ocCi.5nBpYeFSPkRGQ22\n", "f:1: WeakHash: yescrypt of cost 4 is weak")]
    [InlineData("a:$y$j9T$\n", "f:1: MalformedHash")]
    [InlineData("LONG:STRONG\n", "f:1: LineOver255")]
    [InlineData("u:r:0123456789abcdef0123456789abcdef\nbroken\n", "f:2: TooFewFields")]
    [InlineData("u:r:0123456789abcdef0123456789abcdef\nu:r:0123456789abcdef0123456789abcdef\n", "f:2: DuplicateUser")]
    [InlineData("u:r:0123456789abcdef0123456789abcdef\nv:r:x\n", "f:2: MalformedHash")]
    [InlineData("u:r:MD5\nu:r:SHA\nu:r:SHA\n", "f:3: DuplicateUser")]
    [InlineData("u:r:SHA\nu:r:x\n", "f:2: MalformedHash")]
    [InlineData("u:r:MD5\nu:s:x\nu:s:SHA\n", "f:3: DuplicateUser")]
    [InlineData("u:r:MD5:0123456789abcdef0123456789abcdef\n", "f:1: WrongUserHash")]
    [InlineData("u:r:SHA:ba84be203fdfc7d34e054a76d285d0c9\n", "f:1: WrongUserHash")]
    [InlineData("admins: a b\nbroken\n", "f:2: MissingColon")]
    public void Problem_has_its_line(string content, string expected)
    {
        content = content.Replace("STRONG", Strong, StringComparison.Ordinal).Replace("MD5", Md5, StringComparison.Ordinal).Replace("SHA\n", Sha + "\n", StringComparison.Ordinal)
            .Replace("SHA:", Sha + ":", StringComparison.Ordinal).Replace("LONG", new string('l', 250), StringComparison.Ordinal);

        (int exitCode, string output) = Check("f", content);

        Assert.Equal(1, exitCode);
        Assert.Contains(expected, output, StringComparison.Ordinal);
        Assert.DoesNotContain("378vqI6", output, StringComparison.Ordinal);
    }

    /// <summary>The fourth fields were computed with md5sum and sha256sum.</summary>
    [Fact]
    public void Digest_file_with_both_hashes_and_the_hash_of_the_name_is_sound()
    {
        (int exitCode, string output) = Check(
            "f", $"u:r:{Md5}:ba84be203fdfc7d34e054a76d285d0c9\nu:r:{Sha}:1D8A03A6E21A4CE775060EA57360329AC750DEA5D847297B42F0D46539AF8AB2\nv:r:{Sha}:some note\nw:r:{Md5}::more\n");

        Assert.Equal(0, exitCode);
        Assert.EndsWith("f: htdigest, 4 records, 0 problems\n", output, StringComparison.Ordinal);
    }

    [Fact]
    public void State_of_passwords_is_read()
    {
        _directory.Write("users.htpasswd", $"alice:{Strong}\n");

        (int exitCode, string output) = Check("users.password-state", "{\"u\":\"alice\",\"mustChange\":true}\n{\"u\":\"bob\",\"mustChange\":true}\n{\"u\":\"alice\"\n");

        Assert.Equal(1, exitCode);
        Assert.Contains("users.password-state:2: NotInUserFile", output, StringComparison.Ordinal);
        Assert.Contains("users.password-state:3: BrokenLine", output, StringComparison.Ordinal);
        Assert.Contains("password-state, 2 records, 2 problems", output, StringComparison.Ordinal);
        (exitCode, output) = Check("others.password-state", "{\"u\":\"alice\",\"mustChange\":true}\n{\"u\":\"alice\",\"mustChange\":true}\n");
        Assert.Contains("others.password-state: Contradiction: Line 2", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Permissions_and_place_are_looked_at()
    {
        string file = _directory.Write("wwwroot/f", $"alice:{Strong}\n");
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.OtherRead);
        var console = new TestConsole();

        Assert.Equal(1, console.Run("check", file));
        Assert.Contains("WorldReadable", console.OutputText, StringComparison.Ordinal);
        Assert.Contains("UnderWebRoot", console.OutputText, StringComparison.Ordinal);
    }

    [Fact]
    public void Type_can_be_said()
    {
        string file = _directory.Write("f", "a:b\n");
        File.SetUnixFileMode(file, UnixFileMode.UserRead);
        var console = new TestConsole();

        Assert.Equal(0, console.Run("check", "--type", "htgroup", file));
        Assert.Contains("htgroup, 1 record", console.OutputText, StringComparison.Ordinal);
    }

    [Fact]
    public void Json_holds_every_file()
    {
        string file = _directory.Write("f", "a:b\n");
        var console = new TestConsole();

        Assert.Equal(1, console.Run("check", "--json", file, _directory.File("none")));
        using var json = System.Text.Json.JsonDocument.Parse(console.OutputText);
        Assert.Equal(1, json.RootElement.GetArrayLength());
        Assert.Contains("no such file", console.ErrorText, StringComparison.Ordinal);
    }

    public void Dispose() => _directory.Dispose();

    private (int ExitCode, string Output) Check(string name, string content)
    {
        string file = _directory.Write(name, content);
        File.SetUnixFileMode(file, UnixFileMode.UserRead);
        var console = new TestConsole();
        return (console.Run("check", file), console.OutputText);
    }
}
