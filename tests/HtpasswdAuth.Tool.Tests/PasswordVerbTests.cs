using System.Runtime.Versioning;
using System.Text;

namespace HtpasswdAuth.Tool.Tests;

/// <summary>Having users change their passwords, and temporary ones.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class PasswordVerbTests : IDisposable
{
    private readonly OtpScenario _site = new();

    public void Dispose() => _site.Dispose();

    [Fact]
    public void Required_change_is_about_the_password_that_the_user_has_now()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The modes of files are those of Unix.");
        _site.MakeDatabase();

        _site.Run(0, "password", "require", "alice");

        Assert.True(IsForced("alice"));
        Assert.False(IsForced("bob"));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_site.Database));

        SetHash("alice", OtpScenario.Hash.Replace("HKF", "HKG", StringComparison.Ordinal));
        Assert.False(IsForced("alice"));
    }

    [Fact]
    public void Requirement_is_taken_back_and_what_else_is_known_stays()
    {
        UInt128 version = VersionOf("alice");
        _site.MakeDatabase();
        _site.UpdatePasswordState(state => state.WithChange(version, _site.Time.GetUtcNow()));

        _site.Run(0, "password", "require", "alice");
        Assert.True(IsForced("alice"));
        _site.Run(0, "password", "release", "alice");

        Assert.False(IsForced("alice"));
        Assert.Equal(new DateTimeOffset(2026, 11, 22, 10, 0, 10, TimeSpan.Zero), State("alice").Changed);
    }

    [Fact]
    public void Temporary_password_is_printed_once_must_be_changed_and_ends()
    {
        _site.MakeDatabase();
        TestConsole console = _site.Run(0, "password", "temporary", "alice", "--hours", "2");
        string password = console.OutputText.TrimEnd('\n');

        Assert.Matches("^([a-z2-9]{4}-){4}[a-z2-9]{4}$", password);
        Assert.DoesNotContain(password, console.ErrorText, StringComparison.Ordinal);
        Assert.Equal(PasswordVerification.Success, PasswordHash.Verify(Encoding.ASCII.GetBytes(password), EntryOf("alice").Hash.Span));
        Assert.True(IsForced("alice"));
        Assert.False(State("alice").IsExpired(VersionOf("alice"), _site.Time.GetUtcNow().AddMinutes(119)));
        Assert.True(State("alice").IsExpired(VersionOf("alice"), _site.Time.GetUtcNow().AddHours(2)));
        Assert.NotEqual(password, _site.Run(0, "password", "temporary", "alice").OutputText.TrimEnd('\n'));
    }

    [Fact]
    public void Temporary_password_makes_a_user_only_when_asked_to()
    {
        TestConsole refused = _site.Run(6, "password", "temporary", "carol");
        Assert.Contains("--add", refused.ErrorText, StringComparison.Ordinal);
        Assert.Empty(refused.OutputText);
        _site.MakeDatabase();

        _site.Run(0, "password", "temporary", "carol", "--add");

        Assert.True(IsForced("carol"));
        Assert.Equal(OtpScenario.Hash, Encoding.ASCII.GetString(EntryOf("bob").Hash.Span));
    }

    [Theory]
    [InlineData(6, "password", "require", "mallory")]
    [InlineData(6, "password", "temporary", "x:y", "--add")]
    [InlineData(6, "password", "temporary", "", "--add")]
    [InlineData(2, "password", "temporary", "alice", "--hours", "0")]
    [InlineData(2, "password", "temporary", "alice", "--hours", "8761")]
    public void What_cannot_be_done_changes_nothing(int exitCode, params string[] words)
    {
        string before = File.ReadAllText(_site.UserFile);

        TestConsole console = _site.Run(exitCode, words);

        Assert.StartsWith("htauth: ", console.ErrorText, StringComparison.Ordinal);
        Assert.Empty(console.OutputText);
        Assert.Equal(before, File.ReadAllText(_site.UserFile));
        _site.HasNoDatabase();
    }

    [Fact]
    public void Broken_state_of_version_0_is_left_as_it_is_and_no_password_set()
    {
        string state = _site.Write("users.password-state", "broken\n");
        string before = File.ReadAllText(_site.UserFile);

        TestConsole console = _site.Run(7, "password", "temporary", "alice");

        Assert.Equal("", console.OutputText);
        Assert.Contains($"{state}: Line 1", console.ErrorText, StringComparison.Ordinal);
        Assert.Equal("broken\n", File.ReadAllText(state));
        _site.HasNoDatabase();
        Assert.Equal(before, File.ReadAllText(_site.UserFile));
    }

    [Fact]
    public void List_shows_who_must_change_and_until_when()
    {
        _site.MakeDatabase();
        _site.Run(0, "password", "require", "bob");
        _site.Run(0, "password", "temporary", "alice", "--hours", "1");

        string[] lines = _site.Run(0, "password", "list").OutputText.Split('\n', StringSplitOptions.RemoveEmptyEntries);

        Assert.Equal(2, lines.Length);
        Assert.StartsWith("alice\tmust change\tuntil ", lines[0], StringComparison.Ordinal);
        Assert.Equal("bob\tmust change\t", lines[1]);
        _site.Time.Advance(TimeSpan.FromHours(1));
        Assert.StartsWith("alice\tmust change\texpired\n", _site.Run(0, "password", "list").OutputText, StringComparison.Ordinal);
    }

    private HtpasswdEntry EntryOf(string user) =>
        HtpasswdFile.Load(_site.UserFile).TryFind(Encoding.UTF8.GetBytes(user), out HtpasswdEntry entry) ? entry : throw new InvalidOperationException(user);

    private UInt128 VersionOf(string user) => PasswordState.VersionOf(user, EntryOf(user).Hash.Span);

    private PasswordState State(string user) => _site.PasswordStates.Find(user);

    private bool IsForced(string user) => State(user).IsChangeForced(VersionOf(user), _site.Time.GetUtcNow(), maxAge: null);

    private void SetHash(string user, string hash) => CredentialFile.Update(_site.UserFile, content =>
    {
        var editor = new HtpasswdFileEditor(content);
        editor.Set(Encoding.UTF8.GetBytes(user), Encoding.ASCII.GetBytes(hash));
        return editor.ToArray();
    });
}
