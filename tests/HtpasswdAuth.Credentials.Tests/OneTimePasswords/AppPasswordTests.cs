using System.Text;

namespace HtpasswdAuth.Credentials.Tests;

public sealed class AppPasswordTests
{
    private readonly AppPassword _password = AppPassword.Create("alice", "ci", OtpScenario.Now, out _);

    [Fact]
    public void Password_is_random_is_recognized_and_is_not_kept()
    {
        AppPassword kept = AppPassword.Create("alice", "ci", OtpScenario.Now.AddMilliseconds(999), out string password);
        AppPassword.Create("alice", "ci", OtpScenario.Now, out string other);

        Assert.Matches("^htapp-[a-z2-7]{26}$", password);
        Assert.NotEqual(password, other);
        Assert.Matches("^[0-9a-f]{16}$", kept.Id);
        Assert.Equal(OtpScenario.Now, kept.Created);
        Assert.True(kept.Matches(Encoding.ASCII.GetBytes(password)));
        Assert.DoesNotContain(password[6..], OtpScenario.Text(new OtpUser("alice") { AppPasswords = [kept] }), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void Nothing_else_is_recognized()
    {
        AppPassword kept = AppPassword.Create("alice", "ci", OtpScenario.Now, out string password);
        string[] others = [password[6..], password.ToUpperInvariant(), password + " ", password[..^1], "", kept.Hash];

        Assert.All(others, other => Assert.False(kept.Matches(Encoding.ASCII.GetBytes(other)), other));
    }

    [Theory]
    [InlineData("user", "", "ci")]
    [InlineData("name", "alice", "")]
    [InlineData("name", "alice", "two\nlines")]
    [InlineData("name", "alice", "12345678901234567890123456789012345678901234567890123456789012345")]
    public void Name_that_cannot_be_kept_is_refused(string parameter, string user, string name) =>
        OtpSamples.AssertRefuses(parameter, () => AppPassword.Create(user, name, OtpScenario.Now, out _));

    [Fact]
    public void Half_a_character_which_would_be_written_as_another_is_refused()
    {
        OtpSamples.AssertRefuses("user", () => AppPassword.Create("half\udc00", "ci", OtpScenario.Now, out _));
        OtpSamples.AssertRefuses("name", () => AppPassword.Create("alice", "half\udc00", OtpScenario.Now, out _));
    }

    [Theory]
    [InlineData("/", "GET")]
    [InlineData("", "")]
    [InlineData("/a/../b//c%2f\\;", "BREW")]
    public void Unlimited_one_is_good_for_everything_for_ever(string path, string method) =>
        Assert.True(_password.Allows(path, method, DateTimeOffset.MaxValue));

    [Fact]
    public void It_ends_at_its_expiry()
    {
        AppPassword limited = _password with { Expires = OtpScenario.Now };

        Assert.True(limited.Allows("/", "GET", OtpScenario.Now.AddTicks(-1)));
        Assert.False(limited.Allows("/", "GET", OtpScenario.Now));
        Assert.True(limited.Allows("/", "GET", OtpScenario.Now.AddTicks(-1).ToOffset(TimeSpan.FromHours(5))));
    }

    [Theory]
    [InlineData("GET", true)]
    [InlineData("HEAD", true)]
    [InlineData("POST", false)]
    [InlineData("get", true)]
    [InlineData("post", false)]
    [InlineData("", false)]
    public void Methods_are_compared_as_routing_compares_them(string method, bool allowed) =>
        Assert.Equal(allowed, (_password with { Methods = ["GET", "HEAD"] }).Allows("/", method, OtpScenario.Now));

    [Theory]
    [InlineData("/api", true)]
    [InlineData("/api/", true)]
    [InlineData("/api/v1/items", true)]
    [InlineData("/feeds/all", true)]
    [InlineData("/feeds", true)]
    [InlineData("/apix", false)]
    [InlineData("/API", false)]
    [InlineData("/Api/v1", false)]
    [InlineData("/", false)]
    [InlineData("", false)]
    [InlineData("api", false)]
    [InlineData("/other/api", false)]
    [InlineData("//api", false)]
    [InlineData("/api/../admin", false)]
    [InlineData("/api/./v1", false)]
    [InlineData("/api/.git", false)]
    [InlineData("/api//v1", false)]
    [InlineData("/api/%2e%2e/admin", false)]
    [InlineData("/api\\..\\admin", false)]
    [InlineData("/api/a\\b", false)]
    [InlineData("/api/v1;x=/admin", false)]
    [InlineData("/api;/admin", false)]
    [InlineData("/api/a\0b", false)]
    public void Paths_are_compared_by_whole_segments_and_in_doubt_none(string path, bool allowed) =>
        Assert.Equal(allowed, (_password with { Paths = ["/api", "/feeds/"] }).Allows(path, "GET", OtpScenario.Now));

    [Fact]
    public void Root_is_a_scope_of_all_paths_that_are_clear()
    {
        AppPassword root = _password with { Paths = ["/"] };

        Assert.True(root.Allows("/", "GET", OtpScenario.Now));
        Assert.True(root.Allows("/any/where", "GET", OtpScenario.Now));
        Assert.False(root.Allows("/a/../b", "GET", OtpScenario.Now));
    }

    public static TheoryData<string, Func<AppPassword, AppPassword>> NotKept => new()
    {
        { "relative path", one => one with { Paths = ["api"] } },
        { "empty path", one => one with { Paths = [""] } },
        { "dot segments", one => one with { Paths = ["/api/../x"] } },
        { "escape", one => one with { Paths = ["/a%20b"] } },
        { "double slash", one => one with { Paths = ["/a//b"] } },
        { "line in a path", one => one with { Paths = ["/a\nb"] } },
        { "long path", one => one with { Paths = ["/" + new string('a', 1024)] } },
        { "method in lower case", one => one with { Methods = ["get"] } },
        { "empty method", one => one with { Methods = [""] } },
        { "empty name", one => one with { Name = "" } },
        { "no id", one => one with { Id = "" } },
        { "another user", one => one with { User = "bob" } },
        { "half a character", one => one with { Name = "\ud800" } },
        { "half a character in a path", one => one with { Paths = ["/\ud800"] } },
    };

    [Theory]
    [MemberData(nameof(NotKept))]
    public void What_could_not_be_read_again_is_not_written(string what, Func<AppPassword, AppPassword> change)
    {
        Assert.NotEqual(0, OtpSecretsFile.Empty.With(new OtpUser("alice") { AppPasswords = [_password with { Paths = ["/.well-known/x", "/ü"] }] }).Count);

        Exception? exception = Record.Exception(() => OtpSecretsFile.Empty.With(new OtpUser("alice") { AppPasswords = [change(_password)] }));

        Assert.True(exception is ArgumentException, what);
    }
}
