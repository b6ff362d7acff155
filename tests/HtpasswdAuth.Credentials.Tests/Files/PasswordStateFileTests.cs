using System.Text;
using HtpasswdAuth.Testing;

namespace HtpasswdAuth.Files;

public sealed class PasswordStateFileTests : IDisposable
{
    private const string Version = "0123456789abcdef0123456789abcdef";
    private static readonly UInt128 One = UInt128.Parse(Version, System.Globalization.NumberStyles.HexNumber, null);
    private static readonly DateTimeOffset Now = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    private readonly TempDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void Line_says_all_there_is_to_a_password()
    {
        PasswordState state = Parse(
            $$"""{"u":"alice","h":"{{Version}}","changed":"2026-01-01T00:00:00Z","mustChange":true,"expires":"2026-01-03T00:00:00Z"}""").Find("alice");

        Assert.Equal(
            new PasswordState("alice")
            {
                Version = One,
                Changed = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero),
                MustChange = true,
                Expires = new DateTimeOffset(2026, 1, 3, 0, 0, 0, TimeSpan.Zero),
            },
            state);
        Assert.Equal(new PasswordState("bob"), PasswordStateFile.Empty.Find("bob"));
    }

    [Theory]
    [InlineData("""{"u":"alice","mustChange":tru""")]
    [InlineData("""{"u":"alice","mustChange":1}""")]
    [InlineData("""{"u":"alice","mustChange":true,"mustChange":true}""")]
    [InlineData("""{"u":"alice","expires":"2026-01-03T00:00:00"}""")]
    [InlineData("""{"u":"alice","h":"0123"}""")]
    [InlineData("""{"u":"alice","hash":"x"}""")]
    [InlineData("""{"mustChange":true}""")]
    [InlineData("""{"u":""}""")]
    [InlineData("""["alice"]""")]
    [InlineData("""{"u":"bob"}""")] // twice
    public void One_broken_line_makes_the_whole_unusable(string line)
    {
        string path = _directory.Write("users.password-state", "# kept\n{\"u\":\"bob\",\"mustChange\":true}\n" + line + "\n");

        InvalidDataException exception = Assert.Throws<InvalidDataException>(() => PasswordStateFile.Load(path));

        Assert.StartsWith("Line 3 ", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Change_touches_the_line_of_its_user_only()
    {
        PasswordStateFile before = Parse("# kept\r\n{ \"u\" : \"bob\",\"mustChange\":true}\n{\"u\":\"alice\",\"mustChange\":true}");

        PasswordStateFile file = before.With([before.Find("alice").WithChange(One, Now)]);

        Assert.Equal(
            $"# kept\r\n{{ \"u\" : \"bob\",\"mustChange\":true}}\n{{\"u\":\"alice\",\"h\":\"{Version}\",\"changed\":\"2026-01-02T03:04:05Z\"}}\n",
            Encoding.UTF8.GetString(file.ToArray()));
        Assert.Equal(2, file.Count);
    }

    [Fact]
    public void State_without_anything_to_remember_leaves_no_line()
    {
        PasswordStateFile file = Parse("{\"u\":\"alice\",\"mustChange\":true}\n").With([new PasswordState("alice")]);

        Assert.Equal((0, 0), (file.Count, file.ToArray().Length));
    }

    [Theory]
    [InlineData("users.htpasswd", "users.password-state")]
    [InlineData(".htpasswd", ".htpasswd.password-state")]
    [InlineData("users", "users.password-state")]
    public void File_lies_beside_the_user_file(string userFile, string expected) =>
        Assert.Equal(Path.Combine("/etc/site", expected), PasswordStateFile.PathBeside(Path.Combine("/etc/site", userFile)));

    private static PasswordStateFile Parse(string content) => PasswordStateFile.Parse(Encoding.UTF8.GetBytes(content));
}
