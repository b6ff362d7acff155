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
        byte[] before = File.ReadAllBytes(path);

        InvalidDataException exception = Assert.Throws<InvalidDataException>(() => PasswordStateFile.Load(path));
        Assert.Throws<InvalidDataException>(() => PasswordStateFile.Update(path, "alice", state => state.WithChange(One, Now)));

        Assert.StartsWith("Line 3 ", exception.Message, StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllBytes(path));
    }

    [Fact]
    public void Change_touches_the_line_of_its_user_only()
    {
        string path = _directory.Write("users.password-state", "# kept\r\n{ \"u\" : \"bob\",\"mustChange\":true}\n{\"u\":\"alice\",\"mustChange\":true}");

        PasswordStateFile file = PasswordStateFile.Update(path, "alice", state => state.WithChange(One, Now));

        Assert.Equal(
            $"# kept\r\n{{ \"u\" : \"bob\",\"mustChange\":true}}\n{{\"u\":\"alice\",\"h\":\"{Version}\",\"changed\":\"2026-01-02T03:04:05Z\"}}\n",
            File.ReadAllText(path));
        Assert.Equal(File.ReadAllBytes(path), file.ToArray());
        Assert.Equal(2, file.Count);
    }

    [Fact]
    public void First_change_creates_a_file_for_its_owner_alone_and_no_change_none()
    {
        string path = _directory.File("users.password-state");
        PasswordStateFile.Update(path, "alice", state => state);
        Assert.False(File.Exists(path));

        PasswordStateFile.Update(path, "alice", state => state.WithChange(One, Now));

        Assert.Equal(One, PasswordStateFile.Load(path).Find("alice").Version);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
        }
    }

    [Fact]
    public void State_without_anything_to_remember_leaves_no_line()
    {
        string path = _directory.Write("users.password-state", "{\"u\":\"alice\",\"mustChange\":true}\n");

        PasswordStateFile file = PasswordStateFile.Update(path, "alice", _ => new PasswordState("alice"));

        Assert.Equal((0, ""), (file.Count, File.ReadAllText(path)));
    }

    [Fact]
    public void Twenty_threads_at_once_lose_nothing()
    {
        string path = _directory.File("users.password-state");

        Parallel.For(0, 20, new ParallelOptions { MaxDegreeOfParallelism = 20 }, i => PasswordStateFile.Update(path, $"user{i}", state => state.WithChange((UInt128)i, Now)));

        PasswordStateFile file = PasswordStateFile.Load(path);
        Assert.All(Enumerable.Range(0, 20), i => Assert.Equal((UInt128)i, file.Find($"user{i}").Version));
    }

    [Fact]
    public void Name_that_cannot_be_kept_is_refused()
    {
        string path = _directory.File("users.password-state");

        Assert.Throws<ArgumentException>(() => PasswordStateFile.Update(path, "", state => state));
        Assert.Throws<ArgumentException>(() => PasswordStateFile.Update(path, new string('a', 256), state => state.WithChange(One, Now)));
        Assert.Throws<ArgumentException>(() => PasswordStateFile.Update(path, "alice", _ => new PasswordState("bob") { MustChange = true }));
    }

    [Theory]
    [InlineData("users.htpasswd", "users.password-state")]
    [InlineData(".htpasswd", ".htpasswd.password-state")]
    [InlineData("users", "users.password-state")]
    public void File_lies_beside_the_user_file(string userFile, string expected) =>
        Assert.Equal(Path.Combine("/etc/site", expected), PasswordStateFile.PathBeside(Path.Combine("/etc/site", userFile)));

    private static PasswordStateFile Parse(string content) => PasswordStateFile.Parse(Encoding.UTF8.GetBytes(content));
}
