using System.Text;
using HtpasswdAuth.Testing;

namespace HtpasswdAuth.Credentials.Tests;

public sealed class OtpStateFileTests : IDisposable
{
    private const string Full =
        """{"u":"alice","e":"00112233445566778899aabbccddeeff","s":58333333,"f":3,"ft":"2026-11-22T10:00:00.123Z","dev":{"laptop":[1,"2026-11-22T10:00:00Z"],"phone":[2,"2026-11-22T10:00:01Z"]},"rc":["3cJwI8rl+FilkZTITg452A=="],"epoch":1,"out":[["aa","2026-11-22T11:00:00Z"],["bb","2026-11-22T12:00:00.5Z"]],"app":{"0123456789abcdef":"2026-11-22T10:00:00Z"}}""";

    private const string Bob = """{"u":"bøb","e":"ffeeddccbbaa99887766554433221100","s":0}""";
    private const string Everyone = """{"u":"","epoch":7}""";

    private readonly TempDirectory _directory = new();
    private readonly string _path;

    public OtpStateFileTests() => _path = _directory.File("users.otp-state");

    public static TheoryData<string, string, string> Changes => new()
    {
        { Full, "\"u\":\"alice\",", "" },
        { Full, "\"u\":\"alice\"", "\"u\":\"alice\",\"u\":\"alice\"" },
        { Full, "\"u\":\"alice\"", "\"u\":\"\"" },
        { Full, "\"u\":\"alice\"", "\"u\":\"alice\",\"x\":1" },
        { Full, "\"s\":58333333", "\"s\":-1" },
        { Full, "\"s\":58333333", "\"s\":1e9" },
        { Full, "\"e\":\"00112233445566778899aabbccddeeff\",", "" },
        { Full, "00112233445566778899aabbccddeeff", "" },
        { Full, "\"f\":3,", "" },
        { Full, "\"f\":3", "\"f\":0" },
        { Full, "\"f\":3", "\"f\":-3" },
        { Full, "\"f\":3", "\"f\":2147483648" },
        { Full, "\"ft\":\"2026-11-22T10:00:00.123Z\",", "" },
        { Full, "10:00:00.123Z", "10:00:00.123" },
        { Full, "[1,", "[" },
        { Full, "[1,", "[1,2," },
        { Full, "\"phone\"", "\"laptop\"" },
        { Full, "\"phone\"", "\"\"" },
        { Full, "\"phone\"", "\"a b\"" },
        { Full, "\"rc\":[", "\"rc\":[1," },
        { Full, "3cJwI8rl", "3cJwI8r" },
        { Full, "\"epoch\":1", "\"epoch\":2147483648" },
        { Full, "\"epoch\":1", "\"epoch\":-1" },
        { Full, "[\"aa\",", "[" },
        { Full, "[[\"aa\"", "[\"aa\",[\"aa\"" },
        { Full, "\"0123456789abcdef\":", "\"\":" },
        { Full, "{\"0123456789abcdef\":\"2026-11-22T10:00:00Z\"}", "[]" },
        { Full, "{\"0123456789abcdef\":\"2026-11-22T10:00:00Z\"}", "{\"0123456789abcdef\":{}}" },
        { Full, "\"}}", "\"}" },
        { Full, "\"}}", "\"}}}" },
        { Full, "\"}}", "\"}}\0" },
        { Everyone, "\"epoch\":7", "\"e\":\"aa\"" },
    };

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void File_is_kept_byte_for_byte_and_understood()
    {
        string text = $"# state\n{Everyone}\n{Full}\n\n{Bob}";

        OtpStateFile file = Parse(text);

        Assert.Equal(text, Encoding.UTF8.GetString(file.ToArray()));
        Assert.Equal((2, 7), (file.Count, file.Epoch));
        OtpUserState alice = file.Find("alice");
        Assert.Equal((58333333L, 3, 1, 2), (alice.LastStep, alice.Failures.Count, alice.Epoch, alice.SignedOut.Length));
        Assert.Equal(new OtpFailures(2, OtpScenario.Now.AddSeconds(1)), alice.FailuresOf("phone"));
        Assert.True(file.Find("Alice").IsDefault);
    }

    [Fact]
    public void State_is_written_as_it_was_read()
    {
        foreach (string line in (string[])[Full, Bob, Everyone])
        {
            string user = line == Full ? "alice" : line == Bob ? "bøb" : OtpStateFile.Everyone;
            OtpUserState state = Parse(line).Find(user);

            Update(user, _ => state);
        }

        Assert.Equal($"{Full}\n{Bob}\n{Everyone}\n", File.ReadAllText(_path));
    }

    [Fact]
    public void Change_is_of_one_line()
    {
        Update("alice", state => state.WithSessionsRevoked());
        Update(OtpStateFile.Everyone, state => state.WithSessionsRevoked());
        Update("bob", state => state.WithFailure(null, OtpScenario.Now));
        OtpStateFile result = Update("alice", state => state.WithSessionsRevoked());

        string expected = """{"u":"alice","epoch":2}""" + "\n" + """{"u":"","epoch":1}""" + "\n" + """{"u":"bob","f":1,"ft":"2026-11-22T10:00:00Z"}""" + "\n";
        Assert.Equal(expected, File.ReadAllText(_path));
        Assert.Equal(expected, Encoding.UTF8.GetString(result.ToArray()));
        Assert.Equal((2, 1, 2), (result.Count, result.Epoch, OtpStateFile.Load(_path).Find("alice").Epoch));
    }

    [Fact]
    public void State_with_nothing_in_it_needs_no_line()
    {
        File.WriteAllText(_path, $"# kept\n{Bob}\n" + """{"u":"carol","f":1,"ft":"2026-11-22T10:00:00Z"}""" + "\n");

        OtpStateFile result = Update("carol", state => state.Unlocked());

        Assert.Equal($"# kept\n{Bob}\n", File.ReadAllText(_path));
        Assert.Equal(1, result.Count);
    }

    [Fact]
    public void Same_state_leaves_the_file_or_makes_none()
    {
        Assert.Equal(0, Update("alice", state => state).Count);
        Assert.False(File.Exists(_path));
        File.WriteAllText(_path, Full);

        Assert.Equal(1, Update("alice", state => state).Count);
        Update("nobody", state => state);

        Assert.Equal(Full, File.ReadAllText(_path));
    }

    [Fact]
    public void What_could_not_be_read_again_is_not_written()
    {
        File.WriteAllText(_path, Full);
        (string User, Func<OtpUserState, OtpUserState> Change)[] refused =
        [
            ("alice", state => state.WithFailure("a b", OtpScenario.Now)),
            ("alice", state => state.WithAccepted("no id", 1, null)),
            ("alice", state => state.WithRecovery("e1", "no hash")),
            ("alice", state => state.WithSignedOut(new("", OtpScenario.Now.AddHours(1)), OtpScenario.Now)),
            ("alice", state => state with { Epoch = -1 }),
            (OtpStateFile.Everyone, state => state.WithFailure(null, OtpScenario.Now)),
            ("half\ud800", state => state.WithSessionsRevoked()),
            (new string('u', 256), state => state.WithSessionsRevoked()),
        ];

        Assert.All(refused, one => Assert.ThrowsAny<ArgumentException>(() => Update(one.User, one.Change)));
        Assert.Equal(Full, File.ReadAllText(_path));
    }

    [Theory]
    [MemberData(nameof(Changes))]
    public void Broken_line_is_named_and_not_shown_and_the_file_stays(string line, string old, string @new)
    {
        Assert.Contains(old, line, StringComparison.Ordinal);
        AssertBroken($"# state\n{Bob}\n{line.Replace(old, @new, StringComparison.Ordinal)}\n", 3);
    }

    [Theory]
    [InlineData(Bob)]
    [InlineData(Everyone)]
    public void Second_line_of_a_user_is_refused(string line) => AssertBroken($"{line}\n{Full}\n{line}\n", 3);

    [Fact]
    public void More_than_is_ever_remembered_is_refused()
    {
        string[] devices = [.. Enumerable.Range(0, 17).Select(i => $"\"d{i}\":[1,\"2026-11-22T10:00:00Z\"]")];
        string[] sessions = [.. Enumerable.Range(0, 65).Select(i => $"[\"s{i}\",\"2026-11-22T10:00:00Z\"]")];

        Assert.Equal(1, Parse($"{{\"u\":\"a\",\"dev\":{{{string.Join(',', devices[1..])}}},\"out\":[{string.Join(',', sessions[1..])}]}}").Count);
        AssertBroken($"{{\"u\":\"a\",\"dev\":{{{string.Join(',', devices)}}}}}", 1);
        AssertBroken($"{{\"u\":\"a\",\"out\":[{string.Join(',', sessions)}]}}", 1);
    }

    private static OtpStateFile Parse(string text) => OtpStateFile.Parse(Encoding.UTF8.GetBytes(text));

    private OtpStateFile Update(string user, Func<OtpUserState, OtpUserState> change)
    {
        OtpStateFile before = File.Exists(_path) ? OtpStateFile.Load(_path) : OtpStateFile.Empty;
        OtpStateFile after = before.With([change(before.Find(user))]);
        if (!ReferenceEquals(before, after))
        {
            File.WriteAllBytes(_path, after.ToArray());
        }

        return after;
    }

    private void AssertBroken(string text, int line)
    {
        File.WriteAllText(_path, text);
        InvalidDataException exception = Assert.Throws<InvalidDataException>(() => OtpStateFile.Load(_path));
        Assert.StartsWith($"Line {line} is not ", exception.Message, StringComparison.Ordinal);
        Assert.Null(exception.InnerException);
    }
}
