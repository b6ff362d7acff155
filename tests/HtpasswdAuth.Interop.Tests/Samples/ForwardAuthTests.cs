using System.Text.Json;

namespace HtpasswdAuth.Interop.Tests;

/// <summary>nginx asks with auth_request who may see a backend that knows nothing of passwords; curl is the browser.</summary>
public sealed class ForwardAuthTests
{
    private const string Grace = "grace:forfarshire-1838";
    private const string DemoSecret = "DEMOONLYDEMOONLYDEMOONLYDEMOONLY";
    private const string CodePage = "/account/second-factor";

    [Fact]
    public async Task Nobody_reaches_the_backend_without_password_and_code()
    {
        await using ForwardAuthSite site = await ForwardAuthSite.StartAsync();
        using CurlBrowser nobody = new();
        using CurlBrowser wrong = new("grace:wrong");
        using CurlBrowser grace = new(Grace);

        CurlAnswer asked = nobody.Navigate(site.Url + "/wiki");
        CurlAnswer without = grace.Get(site.Url + "/wiki");

        Assert.Equal(401, asked.Status);
        Assert.Equal("Basic realm=\"Saltmarsh Ferry\", charset=\"UTF-8\"", asked.Header("WWW-Authenticate"));
        Assert.Equal(401, wrong.Navigate(site.Url + "/wiki").Status);
        Assert.Equal(403, without.Status);
        Assert.Equal("", without.Header("WWW-Authenticate"));
        Assert.Equal(404, grace.Get(site.Url + "/auth", "X-Original-URI: /", "X-Original-Method: GET").Status);
        Assert.Empty(site.Backend.Reached);
        Assert.Contains("user grace: authentication failure for \"/wiki\"", site.Log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Browser_is_sent_for_the_code_comes_back_and_is_known_to_the_backend()
    {
        await using ForwardAuthSite site = await ForwardAuthSite.StartAsync();
        using CurlBrowser grace = new(Grace);

        CurlAnswer sent = grace.Navigate(site.Url + "/wiki/a%20b?c=d&e=%2F");
        Assert.Equal(302, sent.Status);
        Assert.Equal(CodePage + "?returnUrl=%2Fwiki%2Fa%2520b%3Fc%3Dd%26e%3D%252F", sent.Header("Location"));
        CurlAnswer form = grace.Navigate(site.Url + sent.Header("Location"));
        CurlAnswer given = grace.Submit(site.Url + CodePage, form, ("code", Phone.Of(DemoSecret).NewCode()));
        Assert.Equal(303, given.Status);
        CurlAnswer page = grace.Navigate(site.Url + given.Header("Location"));

        Assert.Equal(200, page.Status);
        Assert.Contains("Remote-User: grace\n", page.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("Authorization:", page.Body, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(["GET /wiki/a%20b?c=d&e=%2F"], site.Backend.Reached);
    }

    [Fact]
    public async Task What_a_client_says_of_itself_never_reaches_the_backend()
    {
        await using ForwardAuthSite site = await ForwardAuthSite.StartAsync();
        using CurlBrowser grace = new(Grace);
        string[] spoofed =
        [
            "Remote-User: root", "Remote-Groups: admins", "remote-user: root", "Remote_User: root", "REMOTE_GROUPS: admins", "Remote.User: root",
            "X-Remote-User: root", "X_Remote_User: root", "X-Remote-Groups: admins", "X-Forwarded-User: root", "X-Forwarded-Groups: admins",
            "X-Auth-Request-User: root", "X-Webauth-User: root", "X-Htpasswd-Location: https://evil.example",
        ];
        using CurlBrowser nobody = new();

        Assert.Equal(401, nobody.Get(site.Url + "/wiki", spoofed).Status);
        Assert.Equal(403, grace.Get(site.Url + "/wiki", spoofed).Status);
        CurlAnswer page = grace.Get(site.Url + "/wiki", [.. spoofed, $"X-Htpasswd-OTP: {Phone.Of(DemoSecret).NewCode()}"]);

        Assert.Equal(200, page.Status);
        Assert.Contains("Remote-User: grace\n", page.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("root", page.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("admins", page.Body, StringComparison.Ordinal);
        Assert.Single(site.Backend.Reached);

        // The session that the code began reached the client through nginx. A cookie by which it is known again is for browsers.
        Assert.Equal(1, page.Headers.Count(line => line.StartsWith("Set-Cookie: ", StringComparison.OrdinalIgnoreCase)));
        Assert.Equal(200, grace.Get(site.Url + "/wiki").Status);
    }

    [Fact]
    public async Task App_password_is_good_for_the_paths_of_the_backend_it_was_made_for()
    {
        await using ForwardAuthSite site = await ForwardAuthSite.StartAsync();
        using CurlBrowser grace = new(Grace);
        Phone phone = Phone.Of(DemoSecret);
        Assert.Equal(200, grace.Get(site.Url + "/wiki", $"X-Htpasswd-OTP: {phone.NewCode()}").Status);
        CurlAnswer made = grace.PostJsonInSession(
            site.Url,
            "/account/app-passwords",
            """{"name":"feed","paths":["/wiki/feed"],"methods":["GET"]}""",
            $"X-Htpasswd-OTP: {phone.NewCode()}");
        Assert.Equal(201, made.Status);
        string program = $"grace:{JsonDocument.Parse(made.Body).RootElement.GetProperty("password").GetString()}";

        Assert.Equal(200, Curl.Status(site.Url + "/wiki/feed/today", program));
        Assert.Equal(403, Curl.Status(site.Url + "/wiki", program));
        Assert.Equal(403, Curl.Status(site.Url + "/wiki/feed/../other", program));
        Assert.Equal(403, Curl.Status(site.Url + "/wiki/feed/%2e%2e/other", program));
        Assert.Equal(403, Curl.Status(site.Url + "/wiki//feed/..", program));
        using CurlBrowser liar = new(program);
        Assert.Equal(403, liar.Get(site.Url + "/wiki", "X-Original-URI: /wiki/feed", "X_Original_URI: /wiki/feed", "X-Forwarded-Uri: /wiki/feed").Status);
        Assert.Equal(403, liar.PostJson(site.Url + "/wiki/feed", "{}", "X-Original-Method: GET", "X-HTTP-Method-Override: GET").Status);
        Assert.Equal(["GET /wiki", "GET /wiki/feed/today"], site.Backend.Reached);
    }
}
