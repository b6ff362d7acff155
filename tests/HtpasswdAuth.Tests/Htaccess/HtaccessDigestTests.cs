using System.Net;
using Microsoft.AspNetCore.Http;

namespace HtpasswdAuth.Tests;

public sealed class HtaccessDigestTests : IAsyncDisposable
{
    private const string Digest = "AuthType Digest\nAuthName \"Club house\"\nAuthUserFile digest\nAuthGroupFile groups\n";

    private readonly HtaccessScenario _site;
    private Action<HtaccessOptions> _configure = static _ => { };

    public HtaccessDigestTests()
    {
        _site = new HtaccessScenario { Options = options => _configure(options) };
        _site.Write("../digest", $"{DigestResponse.Line(DigestAlgorithm.Md5)}\n{DigestResponse.Line(DigestAlgorithm.Md5, "bob")}\n{DigestResponse.Line(DigestAlgorithm.Md5, "alice", "other", "Other")}\n");
        _site.Write("secret/index.html", "index\n");
        _site.Write("secret/.htaccess", Digest + "Require valid-user\n");
    }

    [Fact]
    public async Task Folder_is_open_to_its_users_and_to_nobody_else()
    {
        Assert.Equal(200, await StatusAsync("/secret/page.txt"));
        Assert.Equal(200, await StatusAsync("/secret/page.txt", "bob"));
        Assert.Equal(401, await StatusAsync("/secret/page.txt", password: "wrong"));
        Assert.Equal(401, await StatusAsync("/secret/page.txt", "carol"));
        Assert.Equal(401, await _site.StatusAsync("/secret/page.txt", "alice"));
        Assert.Equal(404, await StatusAsync("/secret/none.txt"));
        Assert.Single(_site.Logs.Messages, message => message.Contains("AH01794: user alice: password mismatch: /secret/page.txt", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Group_decides_and_who_is_not_in_it_is_asked_again()
    {
        _site.Write("secret/.htaccess", Digest + "Require group admins\n");

        Assert.Equal(200, await StatusAsync("/secret/page.txt"));
        HttpContext refused = await SendAsync("/secret/page.txt", "bob");
        Assert.Equal(401, refused.Response.StatusCode);
        Assert.StartsWith("Digest realm=\"Club house\"", refused.Response.Headers.WWWAuthenticate, StringComparison.Ordinal);
        Assert.DoesNotContain("stale", refused.Response.Headers.WWWAuthenticate.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Folder_and_the_file_that_stands_for_it_are_asked_about_by_one_response()
    {
        _site.Write("secret/.htaccess", Digest + "Require valid-user\n<Files index.html>\nRequire user alice\n</Files>\n");

        Assert.Equal("index\n", HtaccessScenario.Body(await SendAsync("/secret/")));
        Assert.Equal(401, await StatusAsync("/secret/", "bob"));
    }

    [Fact]
    public async Task Response_is_good_once()
    {
        string response = Answer(await ChallengeAsync("/secret/page.txt"), "/secret/page.txt").ToString();

        HttpContext first = await SendHeaderAsync("/secret/page.txt", response);
        HttpContext second = await SendHeaderAsync("/secret/page.txt", response);

        Assert.Equal(200, first.Response.StatusCode);
        Assert.Equal(401, second.Response.StatusCode);
        Assert.Contains("stale=true", second.Response.Headers.WWWAuthenticate.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Events_of_the_site_refuse_users_here_as_well()
    {
        List<string> events = [];
        _configure = options => options.Passwords.Events = new HtpasswdEvents
        {
            OnCredentialsVerified = context =>
            {
                events.Add($"verified {context.UserName}");
                if (context.UserName == "bob")
                {
                    context.Fail("not today");
                }

                return Task.CompletedTask;
            },
            OnAuthenticationFailed = context =>
            {
                events.Add($"{context.Failure} {context.UserName}");
                return Task.CompletedTask;
            },
            OnChallenge = context =>
            {
                events.Add($"challenge {context.Failure}");
                return Task.CompletedTask;
            },
        };

        Assert.Equal(200, await StatusAsync("/secret/page.txt"));
        Assert.Equal(401, await StatusAsync("/secret/page.txt", "bob"));
        Assert.Equal(["challenge NoCredentials", "verified alice", "challenge NoCredentials", "verified bob", "Rejected bob", "challenge Rejected"], events);
    }

    [Fact]
    public async Task Folder_below_says_otherwise_what_it_says_and_keeps_the_rest()
    {
        _site.Write("secret/below/page.txt", "below\n");
        _site.Write("secret/below/.htaccess", "AuthName Other\nAuthDigestDomain /secret/below /more\n");
        _site.Write("secret/basic/page.txt", "basic\n");
        _site.Write("secret/basic/.htaccess", "AuthType Basic\nAuthUserFile users\n");

        HttpContext challenge = await _site.SendAsync("/secret/below/page.txt");
        Assert.Contains("realm=\"Other\", domain=\"/secret/below /more\"", challenge.Response.Headers.WWWAuthenticate.ToString(), StringComparison.Ordinal);
        Assert.Equal(200, await StatusAsync("/secret/below/page.txt", password: "other", realm: "Other"));
        Assert.Equal(401, await StatusAsync("/secret/below/page.txt", realm: "Other"));
        Assert.Equal(200, await _site.StatusAsync("/secret/basic/page.txt", "alice"));
    }

    [Fact]
    public async Task Trusted_network_skips_the_password()
    {
        _site.Write("secret/.htaccess", Digest + "Require valid-user\nOrder deny,allow\nDeny from all\nAllow from 10.1\nSatisfy Any\n");

        Assert.Equal(401, await _site.StatusAsync("/secret/page.txt"));
        Assert.Equal(200, await StatusAsync("/secret/page.txt"));
        _site.Client = IPAddress.Parse("10.1.2.3");
        Assert.Equal(200, await _site.StatusAsync("/secret/page.txt"));
    }

    [Theory]
    [InlineData("AuthDigestQop auth")]
    [InlineData("AuthDigestAlgorithm md5")]
    [InlineData("AuthDigestProvider file")]
    [InlineData("AuthDigestNonceLifetime 0")]
    [InlineData("AuthDigestNonceLifetime -1")]
    [InlineData("AuthDigestNonceLifetime 60000000000")]
    [InlineData("AuthDigestNcCheck Off")]
    [InlineData("<IfModule mod_auth_digest.c>\nRequire user alice\n</IfModule>")]
    public async Task What_can_be_had_is_obeyed(string line)
    {
        _site.Write("secret/.htaccess", $"{Digest}Require valid-user\n{line}\n");

        Assert.Equal(200, await StatusAsync("/secret/page.txt"));
    }

    [Theory]
    [InlineData("AuthDigestQop none")]
    [InlineData("AuthDigestQop auth-int")]
    [InlineData("AuthDigestQop auth auth-int")]
    [InlineData("AuthDigestAlgorithm SHA-256")]
    [InlineData("AuthDigestProvider dbm")]
    [InlineData("AuthDigestProvider file dbm")]
    [InlineData("AuthDigestProvider")]
    [InlineData("AuthDigestNonceLifetime long")]
    [InlineData("AuthDigestNonceFormat x")]
    [InlineData("AuthDigestNcCheck maybe")]
    [InlineData("AuthDigestShmemSize 1000")]
    [InlineData("AuthDigestDomain")]
    [InlineData("AuthDigestDomain 'a\"b'")]
    public async Task What_cannot_be_had_closes_the_folder_and_is_logged_with_its_line(string line)
    {
        _site.Write("secret/.htaccess", $"{Digest}{line}\nRequire valid-user\n");

        Assert.Equal(500, await _site.StatusAsync("/secret/page.txt"));
        Assert.Contains("secret/.htaccess line 5: ", Assert.Single(_site.Logs.Named(nameof(EventIds.FolderClosed))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("AuthType Digest\nAuthUserFile digest\n", "AuthName")]
    [InlineData("AuthType Digest\nAuthName \"Club: house\"\nAuthUserFile digest\n", "colon")]
    [InlineData("AuthType Digest\nAuthName Club\n", "AuthUserFile")]
    public async Task Folder_where_nobody_could_sign_in_is_closed(string settings, string reason)
    {
        _site.Write("secret/.htaccess", settings + "Require valid-user\n");

        Assert.Equal(500, await _site.StatusAsync("/secret/page.txt"));
        Assert.Contains(reason, Assert.Single(_site.Logs.Named(nameof(EventIds.AccessMisconfigured))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Missing_file_is_unavailable_and_a_served_one_is_never_handed_out()
    {
        _site.Write("secret/.htaccess", $"{Digest}AuthUserFile none\nRequire valid-user\n");
        _site.Write("open/list", DigestResponse.Line(DigestAlgorithm.Md5) + "\n");
        _site.Write("open/.htaccess", "AuthUserFile site/open/list\n");

        Assert.Equal(503, await _site.StatusAsync("/secret/page.txt"));
        Assert.Equal(403, await _site.StatusAsync("/open/list"));
    }

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    private static DigestResponse Answer(string nonce, string path, string user = "alice", string password = DigestResponse.SitePassword, string realm = DigestResponse.SiteRealm) =>
        new() { Nonce = nonce, Uri = path, Algorithm = "MD5", UserName = user, Password = password, Realm = realm };

    private async Task<string> ChallengeAsync(string path)
    {
        string challenge = (await _site.SendAsync(path)).Response.Headers.WWWAuthenticate.ToString();
        Assert.StartsWith("Digest ", challenge, StringComparison.Ordinal);
        return challenge.Split("nonce=\"")[1].Split('"')[0];
    }

    private async Task<int> StatusAsync(string path, string user = "alice", string password = DigestResponse.SitePassword, string realm = DigestResponse.SiteRealm) =>
        (await SendAsync(path, user, password, realm)).Response.StatusCode;

    private async Task<HttpContext> SendAsync(string path, string user = "alice", string password = DigestResponse.SitePassword, string realm = DigestResponse.SiteRealm) =>
        await SendHeaderAsync(path, Answer(await ChallengeAsync(path), path, user, password, realm).ToString());

    private Task<HttpContext> SendHeaderAsync(string path, string authorization) =>
        _site.SendAsync(path, context => context.Request.Headers.Authorization = authorization);
}
