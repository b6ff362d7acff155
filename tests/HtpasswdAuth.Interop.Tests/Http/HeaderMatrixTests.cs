using System.Text;

namespace HtpasswdAuth.Interop.Tests;

/// <summary>
/// What httpd, nginx and we make of the same <c>Authorization</c> header, sent byte by byte. Where the two differ, ours is the
/// stricter; where both are careless, ours is not.
/// </summary>
public sealed class HeaderMatrixTests(Peers peers) : IClassFixture<Peers>
{
    private const string Alice = "alice:password";

    private static readonly string Users = string.Concat(
        new Dictionary<string, string> { ["alice"] = "password", ["nopassword"] = "", ["colon"] = "a:b", ["jürgen"] = "grün", [""] = "password" }
            .Select(user => $"{user.Key}:{Sha(user.Value)}\n"));

    public static TheoryData<string, int, int, int> Matrix => new()
    {
        // header, httpd, nginx, ours
        { "Basic " + RawHttp.Token(Alice), 200, 200, 200 },
        { "basic " + RawHttp.Token(Alice), 200, 200, 200 },
        { "BASIC " + RawHttp.Token(Alice), 200, 200, 200 },
        { "Basic  " + RawHttp.Token(Alice), 200, 200, 200 },
        { "Basic " + RawHttp.Token(Alice) + "  ", 200, 200, 200 },
        { "Basic " + RawHttp.Token(Alice).TrimEnd('='), 200, 200, 200 },
        { "Basic " + RawHttp.Token("nopassword:"), 200, 200, 200 },
        { "Basic " + RawHttp.Token("colon:a:b"), 200, 200, 200 },
        { "Basic " + RawHttp.Token("jürgen:grün"), 200, 200, 200 },

        // Ours alone is strict: nothing belongs after a token, nor into one.
        { "Basic " + RawHttp.Token(Alice) + "=", 200, 200, 401 },
        { "Basic " + RawHttp.Token(Alice) + " junk", 200, 200, 401 },
        { "Basic " + RawHttp.Token(Alice) + ", Bearer x", 200, 200, 401 },
        { "Basic " + RawHttp.Token(Alice + "\0junk"), 200, 200, 401 },

        { "Basic " + RawHttp.Token(":password"), 200, 401, 401 },
        { "Basic\t" + RawHttp.Token(Alice), 401, 401, 401 },
        { "Basic " + RawHttp.Token(Alice).Insert(4, " "), 401, 401, 401 },
        { "Basic " + RawHttp.Token("alicepassword"), 401, 401, 401 },
        { "Basic " + RawHttp.Token("alice\0:password"), 401, 401, 401 },
        { "Basic " + RawHttp.Token(Alice + "\n"), 401, 401, 401 },
        { "Basic " + RawHttp.Token(Alice + "\x7f"), 401, 401, 401 },
        { "Basic", 401, 401, 401 },
        { "Basic ", 401, 401, 401 },
        { "Basic " + RawHttp.Token("alice:pässword?>").Replace('+', '-').Replace('/', '_'), 401, 401, 401 },
        { "Basic !!!!", 401, 401, 401 },
        { "Basic A", 401, 401, 401 },
        { "Basic \"" + RawHttp.Token(Alice) + "\"", 401, 401, 401 },
        { "Basic " + RawHttp.Token("ALICE:password"), 401, 401, 401 },
        { "Basic " + Convert.ToBase64String(Encoding.Latin1.GetBytes("jürgen:grün")), 401, 401, 401 },
        { "Basically " + RawHttp.Token(Alice), 401, 401, 401 },
        { "Bearer " + RawHttp.Token(Alice), 401, 401, 401 },

        // Composed otherwise than in the file: RFC 8265 says it is the same password.
        { "Basic " + RawHttp.Token("jürgen:grün".Normalize(NormalizationForm.FormD)), 401, 401, 200 },
    };

    [Theory]
    [MemberData(nameof(Matrix))]
    public async Task Header_is_answered(string header, int httpd, int nginx, int ours) =>
        Assert.Equal((httpd, nginx, ours), await AskAsync("Authorization: " + header));

    [Fact]
    public async Task No_header_is_challenged() => Assert.Equal((401, 401, 401), await AskAsync());

    [Theory]
    [InlineData("password", "wrong", 200, 400, 400)]
    [InlineData("wrong", "password", 401, 400, 400)]
    public async Task Two_headers_are_answered(string first, string second, int httpd, int nginx, int ours) =>
        Assert.Equal(
            (httpd, nginx, ours),
            await AskAsync("Authorization: Basic " + RawHttp.Token("alice:" + first), "Authorization: Basic " + RawHttp.Token("alice:" + second)));

    private static string Sha(string password) =>
        PasswordHash.Create(Encoding.UTF8.GetBytes(password), new PasswordHashParameters(PasswordHashAlgorithm.Sha1));

    private async Task<(int Httpd, int Nginx, int Ours)> AskAsync(params string[] headers)
    {
        await File.WriteAllTextAsync(peers.UserFile, Users);
        await using KestrelSite site = await KestrelSite.StartAsync(peers.UserFile);
        return (await RawHttp.StatusAsync(await peers.HttpdAsync(), headers),
            await RawHttp.StatusAsync(await peers.NginxAsync(), headers),
            await RawHttp.StatusAsync(site, headers));
    }
}
