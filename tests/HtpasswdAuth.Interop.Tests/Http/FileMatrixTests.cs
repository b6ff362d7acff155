namespace HtpasswdAuth.Interop.Tests;

/// <summary>
/// Who gets in by the same oddly written file at httpd, at nginx and at ours. Ours reads as httpd does, and is stricter where
/// the comment says so. Every row asks for alice's password <c>password</c> unless it names another user.
/// </summary>
public sealed class FileMatrixTests(Peers peers) : IClassFixture<Peers>
{
    private const string Right = "{SHA}W6ph5Mm5Pz8GgiULbPgzG37mj9g=";
    private const string Wrong = "{SHA}pLSKgc2rHhpd03kH1shcocYd3Hw=";

    public static TheoryData<string, string, string, int, int, int> Matrix => new()
    {
        // what, file, user, httpd, nginx, ours
        { "plain line", $"alice:{Right}\n", "alice", 200, 200, 200 },
        { "wrong password", $"alice:{Wrong}\n", "alice", 401, 401, 401 },
        { "no newline at the end", $"bob:{Wrong}\nalice:{Right}", "alice", 200, 200, 200 },
        { "CRLF", $"bob:{Wrong}\r\nalice:{Right}\r\n", "alice", 200, 200, 200 },
        { "leading space", $"  alice:{Right}\n", "alice", 200, 401, 200 },
        { "leading tab", $"\talice:{Right}\n", "alice", 200, 401, 200 },
        { "trailing spaces", $"alice:{Right}  \n", "alice", 200, 401, 200 },
        { "space before the colon", $"alice :{Right}\n", "alice", 401, 401, 401 },
        { "space after the colon", $"alice: {Right}\n", "alice", 401, 401, 401 },
        { "third field", $"alice:{Right}:Alice Liddell\n", "alice", 200, 200, 200 },
        { "empty third field", $"alice:{Right}:\n", "alice", 200, 200, 200 },
        { "duplicate, right one first", $"alice:{Right}\nalice:{Wrong}\n", "alice", 200, 200, 200 },
        { "duplicate, wrong one first", $"alice:{Wrong}\nalice:{Right}\n", "alice", 401, 401, 401 },
        { "plaintext", "alice:password\n", "alice", 401, 401, 401 },
        { "empty hash", "alice:\n", "alice", 401, 401, 401 },
        { "comment", $"# alice:{Wrong}\nalice:{Right}\n", "alice", 200, 200, 200 },
        { "commented out", $"#alice:{Right}\n", "alice", 401, 401, 401 },
        { "name that begins with #", $"#alice:{Right}\n", "#alice", 401, 401, 401 },
        { "comment with leading space", $"  #alice:{Right}\n", "#alice", 401, 401, 401 },
        { "blank lines", $"\n  \n\nalice:{Right}\n", "alice", 200, 200, 200 },
        { "name in other case", $"Alice:{Right}\n", "alice", 401, 401, 401 },
        { "name beyond ASCII", $"jürgen:{Right}\n", "jürgen", 200, 200, 200 },
        { "name with a space", $"alice liddell:{Right}\n", "alice liddell", 200, 200, 200 },

        // Joined lines.
        { "hash goes on in the next line", $"alice:{Right[..10]}\\\n{Right[10..]}\n", "alice", 200, 401, 200 },
        { "comment swallows the next line", $"# note \\\nalice:{Right}\n", "alice", 401, 200, 401 },
        { "continuation with CRLF", $"# note \\\r\nalice:{Right}\r\n", "alice", 401, 200, 401 },

        // A name without a colon is a line of that name, and the first line of a name counts.
        { "line without colon first", $"alice\nalice:{Right}\n", "alice", 401, 401, 401 },
        { "line without colon of another", $"bob\nalice:{Right}\n", "alice", 200, 200, 200 },

        // Ours skips a byte order mark, which Windows editors write: the first user of the file was meant.
        { "byte order mark", $"\uFEFFalice:{Right}\n", "alice", 401, 401, 200 },

        // Ours has an empty hash here as nginx and htpasswd have; httpd takes the field after it.
        { "two colons", $"alice::{Right}\n", "alice", 200, 401, 401 },

        // Ours knows no empty name: every robot would guess it.
        { "empty name", $":{Right}\n", "", 200, 401, 401 },

        // httpd reads no further than a line of 8,192 bytes; ours passes over that line alone.
        { "line of 9,000 bytes", $"{new string('x', 9000)}:{Wrong}\nalice:{Right}\n", "alice", 401, 200, 200 },
        { "line of 8,000 bytes", $"{new string('x', 8000)}:{Wrong}\nalice:{Right}\n", "alice", 200, 200, 200 },
        { "NUL in a line", $"alice:{Right}\0junk\n", "alice", 200, 200, 503 },
        { "locked with an exclamation mark", $"alice:!{Right}\n", "alice", 401, 401, 401 },
        { "failure token of crypt", "alice:*0\n", "alice", 401, 401, 401 },
        { "prefix in lower case", $"alice:{Right.Replace("SHA", "sha", StringComparison.Ordinal)}\n", "alice", 401, 401, 401 },
        { "{PLAIN}", "alice:{PLAIN}password\n", "alice", 401, 200, 401 },
        { "empty file", "", "alice", 401, 401, 401 },
    };

    [Theory]
    [MemberData(nameof(Matrix))]
    public async Task File_is_read(string what, string content, string userName, int httpd, int nginx, int ours)
    {
        await WriteAsync(content);
        await using KestrelSite site = await KestrelSite.StartAsync(peers.UserFile);

        (int, int, int) answers = (
            await RawHttp.SignInAsync(await peers.HttpdAsync(), userName, "password"),
            await RawHttp.SignInAsync(await peers.NginxAsync(), userName, "password"),
            await RawHttp.SignInAsync(site, userName, "password"));

        Assert.True((httpd, nginx, ours) == answers, $"{what}: expected {(httpd, nginx, ours)}, got {answers}");
    }

    [Theory]
    [MemberData(nameof(Matrix))]
    public async Task Other_password_never_gets_in(string what, string content, string userName, int httpd, int nginx, int ours)
    {
        await WriteAsync(content);
        await using KestrelSite site = await KestrelSite.StartAsync(peers.UserFile);

        int refused = ours == 503 ? 503 : 401;
        Assert.True(await RawHttp.SignInAsync(site, userName, "Password") == refused, $"{what}, where the right one is answered {(httpd, nginx, ours)}");
        Assert.Equal(refused, await RawHttp.SignInAsync(site, userName, ""));
    }

    /// <summary>As an administrator leaves it who means it, however it looks.</summary>
    private async Task WriteAsync(string content)
    {
        await File.WriteAllTextAsync(peers.UserFile, content);
        if (!content.Contains('\0', StringComparison.Ordinal))
        {
            CredentialFile.Accept(peers.UserFile);
        }
    }
}
