using HtpasswdAuth.Testing;

namespace HtpasswdAuth.Credentials.Tests;

/// <summary>A file with one line that is not as it should be is no file: whose line was it?</summary>
public sealed class OtpSecretsBrokenTests
{
    private const string Totp =
        """{"u":"alice","t":"totp","id":"00112233445566778899aabbccddeeff","alg":"SHA1","d":6,"p":30,"k":"k1:AAECAwQFBgcICQoLdjDlL/DT9SO0caa5gt1NW7TuvgQAd7ZYPldbZIe8HfNeCU6V","created":"2026-11-22T10:00:00Z","rk":"k1:FBUWFxgZGhscHR4fXrvUfHYGkTvqymReRTVjU4VyUX5s5QZtle2HL6umMayCejd54MZFwuW1O2FUck0F","rc":["3cJwI8rl+FilkZTITg452A=="]}""";

    private const string Hotp =
        """{"u":"bob","t":"hotp","id":"ffeeddccbbaa99887766554433221100","alg":"SHA256","d":8,"c":5,"k":"k1:KCkqKywtLi8wMTIz0YBZ8MZZVr35WWs6FJu/1XSG+rTao3qxyzFt10vHjicaPptV","created":"2026-11-22T10:00:00Z"}""";

    private const string App =
        """{"u":"carol","t":"app","id":"0123456789abcdef","name":"ci","h":"enhvPXFTIpWnSsyfgOlS5t+pbaM2y+n3+3OmNzE2mFU=","created":"2026-11-22T10:00:00Z","expires":"2027-11-22T10:00:00Z","paths":["/api"],"methods":["GET"]}""";

    private const string Ticket = """{"u":"carol","t":"ticket","h":"N0cI//dxndWXnsh11WzSKG9tPPfsMXo7JWMqqyjsN7s=","expires":"2026-11-23T10:00:00Z"}""";

    /// <summary>What to put in the place of what, in which line.</summary>
    public static TheoryData<string, string, string> Changes => new()
    {
        { Totp, "\"totp\"", "\"TOTP\"" },
        { Totp, "\"totp\"", "\"hotp\"" },
        { Totp, "\"totp\"", "null" },
        { Totp, "\"t\":\"totp\",", "" },
        { Totp, "\"u\":\"alice\",", "" },
        { Totp, "\"u\":\"alice\"", "\"u\":\"\"" },
        { Totp, "\"u\":\"alice\"", "\"u\":\"alice\",\"u\":\"bob\"" },
        { Totp, "\"u\":\"alice\"", "\"\\u0075\":\"alice\",\"u\":\"bob\"" },
        { Totp, "\"u\":\"alice\"", "\"U\":\"alice\"" },
        { Totp, "\"u\":\"alice\"", "\"u\":\"\\ud800\"" },
        { Totp, "\"u\":\"alice\"", $"\"u\":\"{new string('u', 256)}\"" },
        { Totp, "\"u\":\"alice\"", "\"u\":\"alice\",\"more\":1" },
        { Totp, "\"u\":\"alice\"", "\"u\":\"alice\",\"a name that is far too long\":1" },
        { Totp, "00112233", "0011223" },
        { Totp, "aabbccddeeff", "AABBCCDDEEFF" },
        { Totp, "SHA1", "sha1" },
        { Totp, "SHA1", "MD5" },
        { Totp, "\"d\":6", "\"d\":5" },
        { Totp, "\"d\":6", "\"d\":9" },
        { Totp, "\"d\":6", "\"d\":\"6\"" },
        { Totp, "\"d\":6", "\"d\":6.0" },
        { Totp, "\"d\":6", "\"d\":99999999999999999999" },
        { Totp, "\"p\":30", "\"p\":14" },
        { Totp, "\"p\":30", "\"p\":301" },
        { Totp, "\"p\":30,", "" },
        { Totp, "\"p\":30,", "\"p\":30,\"c\":0," },
        { Totp, "k1:AAEC", "AAEC" },
        { Totp, "k1:AAEC", ":AAEC" },
        { Totp, "k1:AAEC", "k 1:AAEC" },
        { Totp, "k1:AAEC", "k1:AAEC " },
        { Totp, "HfNeCU6V", "HfNeCU6" },
        { Totp, "AAECAwQFBgcICQoLdjDlL/DT9SO0caa5gt1NW7TuvgQAd7ZYPldbZIe8HfNeCU6V", "AAECAwQFBgcICQoLdjDlL/DT9SO0caa5gt1NW7TuvgQAd7ZYPg==" },
        { Totp, "k1:AAECAwQFBgcICQoLdjDlL/DT9SO0caa5gt1NW7TuvgQAd7ZYPldbZIe8HfNeCU6V", "plain:GEZDGNBVGY3TQ" },
        { Totp, "k1:AAECAwQFBgcICQoLdjDlL/DT9SO0caa5gt1NW7TuvgQAd7ZYPldbZIe8HfNeCU6V", "plain:9" },
        { Totp, "2026-11-22T10:00:00Z", "2026-11-22T10:00:00" },
        { Totp, "2026-11-22T10:00:00Z", "2026-13-22T10:00:00Z" },
        { Totp, "2026-11-22T10:00:00Z", "" },
        { Totp, ",\"rc\":[\"3cJwI8rl+FilkZTITg452A==\"]", "" },
        { Totp, "[\"3cJwI8rl+FilkZTITg452A==\"]", "[]" },
        { Totp, "[\"3cJwI8rl+FilkZTITg452A==\"]", "\"3cJwI8rl+FilkZTITg452A==\"" },
        { Totp, "[\"3cJwI8rl+FilkZTITg452A==\"]", "[null]" },
        { Totp, "[\"3cJwI8rl+FilkZTITg452A==\"]", "[[\"3cJwI8rl+FilkZTITg452A==\"]]" },
        { Totp, "3cJwI8rl+FilkZTITg452A==", "3cJwI8rl+FilkZTITg452B==" },
        { Totp, "3cJwI8rl+FilkZTITg452A==", "3cJwI8rl+FilkZTITg45" },
        { Totp, "\"rk\":\"k1:FBUWFxgZGhscHR4fXrvUfHYGkTvqymReRTVjU4VyUX5s5QZtle2HL6umMayCejd54MZFwuW1O2FUck0F\",", "" },
        { Totp, "k1:FBUWFxgZ", "plain:GEZDGNBVGY3TQOJQ" },
        { Totp, "]}", "]" },
        { Totp, "]}", "]}}" },
        { Totp, "]}", "]} x" },
        { Totp, "]}", "]},{}" },
        { Totp, "]}", "],}" },
        { Totp, "{\"u\"", "[\"u\"" },
        { Totp, "{\"u\"", "/**/{\"u\"" },
        { Totp, "{\"u\"", "\ufeff{\"u\"" },
        { Hotp, "\"c\":5", "\"c\":-1" },
        { Hotp, "\"c\":5", "\"c\":9223372036854775808" },
        { Hotp, "\"c\":5,", "" },
        { Hotp, "\"c\":5,", "\"c\":5,\"p\":30," },
        { App, "0123456789abcdef", "0123456789abcdeg" },
        { App, "\"ci\"", "\"\"" },
        { App, "\"ci\"", "\"a\\nb\"" },
        { App, "enhv", "enh" },
        { App, "\"/api\"", "\"api\"" },
        { App, "\"GET\"", "\"get\"" },
        { App, "\"app\"", "\"ticket\"" },
        { App, "\"expires\":\"2027-11-22T10:00:00Z\"", "\"expires\":null" },
        { Ticket, "\"expires\":\"2026-11-23T10:00:00Z\"", "\"created\":\"2026-11-23T10:00:00Z\"" },
        { Ticket, "N0cI//dx", "N0cI//d" },
        { Ticket, "{\"u\"", "\0{\"u\"" },
    };

    /// <summary>Whole lines, of which the last contradicts one before.</summary>
    public static TheoryData<string, string> Contradictions => new()
    {
        { Totp, Totp },
        { Hotp, Hotp.Replace("ffee", "0000", StringComparison.Ordinal) },
        { Totp, Hotp.Replace("bob", "alice", StringComparison.Ordinal) },
        { App, App.Replace("\"ci\"", "\"other\"", StringComparison.Ordinal) },
        { Ticket, Ticket },
    };

    [Fact]
    public void Lines_that_the_others_are_made_of_are_good() => Assert.Equal(3, OtpScenario.Parse($"{Totp}\n{Hotp}\n{App}\n{Ticket}").Count);

    [Theory]
    [MemberData(nameof(Changes))]
    public void Broken_line_is_named_and_not_shown_and_the_file_stays(string line, string old, string @new)
    {
        Assert.Contains(old, line, StringComparison.Ordinal);
        string broken = line.Replace(old, @new, StringComparison.Ordinal);

        AssertBroken($"# comment\n\n{broken}\n{OtpScenario.PlainLine()}", 3, broken);
    }

    [Theory]
    [MemberData(nameof(Contradictions))]
    public void Second_line_of_a_kind_is_named_and_not_shown_and_the_file_stays(string first, string second) =>
        AssertBroken($"{OtpScenario.PlainLine()}{first}\n# comment\n{second}\n", 4, second);

    [Theory]
    [InlineData(65_536, true)]
    [InlineData(65_537, false)]
    public void Line_is_as_long_as_64_kB(int length, bool isGood)
    {
        string text = OtpScenario.PlainLine() + Totp + new string(' ', length - Totp.Length) + "\n";
        if (isGood)
        {
            Assert.Equal(2, OtpScenario.Parse(text).Count);
        }
        else
        {
            AssertBroken(text, 2, Totp);
        }
    }

    [Fact]
    public void Bytes_that_are_not_UTF_8_are_refused() =>
        Assert.Throws<InvalidDataException>(() => OtpSecretsFile.Parse([.. "{\"u\":\""u8, 0xFF, .. OtpScenario.PlainLine().Select(c => (byte)c).Skip(6)]));

    [Fact]
    public void File_cut_off_anywhere_within_a_line_is_refused()
    {
        string text = $"{Ticket}\n{Totp}\n";
        for (int length = 1; length < text.Length - 1; length++)
        {
            Exception? exception = Record.Exception(() => OtpScenario.Parse(text[..length]));

            bool isWhole = length == Ticket.Length || length == Ticket.Length + 1;
            Assert.True(isWhole ? exception is null : exception is InvalidDataException, $"{length}: {exception}");
        }
    }

    private static void AssertBroken(string text, int number, string line)
    {
        using var directory = new TempDirectory();
        string path = directory.Write("users.otp", text);
        InvalidDataException exception = Assert.Throws<InvalidDataException>(() => OtpSecretsFile.Load(path));
        Assert.StartsWith($"Line {number} is ", exception.Message, StringComparison.Ordinal);
        Assert.Null(exception.InnerException);
        Assert.DoesNotContain(line[5..12], exception.Message, StringComparison.Ordinal);
    }
}
