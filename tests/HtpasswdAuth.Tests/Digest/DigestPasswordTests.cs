using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using HtpasswdAuth.Testing;

namespace HtpasswdAuth.Tests;

/// <summary>Changing a password of a digest file, by program and by form.</summary>
public sealed partial class DigestPasswordTests
{
    private const string Page = "/account/password";
    private const string Old = DigestResponse.SitePassword;
    private const string New = "seven green trams at dawn";

    private static readonly string Others = $"# kept\r\nalice:Other:{new string('1', 32)}\n{DigestResponse.Line(DigestAlgorithm.Md5, user: "bob")}\n{DigestResponse.Line(DigestAlgorithm.Sha256, user: "bob")}\n";

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Every_hash_of_the_user_is_replaced_by_one_of_its_algorithm_and_nothing_else(bool isSignedIn)
    {
        await using var site = Site(content: $"{Lines(Old, ":f00d")}{Others}");

        using HttpResponseMessage changed = await ChangeAsync(site, isSignedIn);

        Assert.Equal(HttpStatusCode.NoContent, changed.StatusCode);
        Assert.Equal($"{Lines(New, ":f00d")}{Others}", await File.ReadAllTextAsync(site.UserFile, TestContext.Current.CancellationToken));
        foreach (string algorithm in new[] { "MD5", "SHA-256" })
        {
            Assert.Equal(HttpStatusCode.OK, await SignInAsync(site, New, algorithm));
        }

        Assert.Equal(HttpStatusCode.Unauthorized, await SignInAsync(site, Old, "SHA-256"));
        Assert.Single(site.Logs.Named("PasswordChanged"));
    }

    [Theory]
    [InlineData("alice", "wrong")]
    [InlineData("nobody", Old)]
    [InlineData("alice:Club house", Old)]
    [InlineData("", Old)]
    public async Task Wrong_name_or_password_changes_nothing(string userName, string current)
    {
        await using var site = Site();

        using HttpResponseMessage refused = await ChangeAsync(site, isSignedIn: false, userName, current);

        Assert.Equal(userName.Length == 0 ? HttpStatusCode.UnprocessableEntity : HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.Empty(refused.Headers.WwwAuthenticate);
        Assert.Equal(Lines(Old), await File.ReadAllTextAsync(site.UserFile, TestContext.Current.CancellationToken));
        Assert.Equal(userName.Length == 0 ? 0 : 1, site.Logs.Named("PasswordChangeRefused").Count());
    }

    [Fact]
    public async Task Guesses_at_the_current_password_wait_as_those_of_a_sign_in_do()
    {
        await using var site = Site(client: IPAddress.Parse("192.0.2.7"));

        for (int guess = 0; guess < 30; guess++)
        {
            using HttpResponseMessage refused = await ChangeAsync(site, isSignedIn: false, current: $"wrong {guess}");
            if (refused.StatusCode == HttpStatusCode.TooManyRequests)
            {
                Assert.NotNull(refused.Headers.RetryAfter);
                return;
            }
        }

        Assert.Fail("Nobody had to wait.");
    }

    [Theory]
    [InlineData("short", PasswordRefusalCode.TooShort)]
    [InlineData(Old, PasswordRefusalCode.SameAsCurrent)]
    public async Task Policy_is_that_of_every_scheme(string next, PasswordRefusalCode code)
    {
        await using var site = Site();

        using HttpResponseMessage refused = await ChangeAsync(site, next: next);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        JsonElement problem = await FactorClient.ReadAsync(refused);
        Assert.Contains(problem.GetProperty("refusals").EnumerateArray(), refusal => refusal.GetProperty("code").GetString() == code.ToString());
    }

    /// <summary>HA1 has the whole of a password, where bcrypt reads 72 bytes.</summary>
    [Fact]
    public async Task Long_password_is_taken_whole()
    {
        await using var site = Site();
        string next = string.Join(' ', Enumerable.Range(0, 20).Select(word => $"kettle{word * 7919}"));

        using HttpResponseMessage changed = await ChangeAsync(site, next: next);

        Assert.True(next.Length > 72);
        Assert.Equal(HttpStatusCode.NoContent, changed.StatusCode);
        Assert.Equal(HttpStatusCode.OK, await SignInAsync(site, next, "MD5"));
        Assert.Equal(HttpStatusCode.Unauthorized, await SignInAsync(site, next[..72], "MD5"));
    }

    [Fact]
    public async Task Own_session_goes_on_and_others_end()
    {
        await using var site = new DigestFactorSite(SecondFactorMode.Required);
        Assert.Equal(HttpStatusCode.OK, await site.StatusAsync(code: site.Code));
        string before = site.Cookies[FactorClient.SessionCookie];
        site.Time.Advance(TimeSpan.FromMinutes(1));

        using HttpResponseMessage changed = await ChangeAsync(site, code: site.Code);

        Assert.Equal(HttpStatusCode.NoContent, changed.StatusCode);
        Assert.Equal(HttpStatusCode.OK, await SignInAsync(site, New, "SHA-256"));

        // The version is of all hashes: whoever comes by another algorithm has the same session.
        Assert.Equal(HttpStatusCode.OK, await SignInAsync(site, New, "MD5"));
        site.Cookies[FactorClient.SessionCookie] = before;
        Assert.Equal(HttpStatusCode.Forbidden, await SignInAsync(site, New, "SHA-256"));
    }

    /// <summary>Somebody thinks about a new password for longer than a nonce lasts: the browser sends the form again with a new one, and asks nobody.</summary>
    [Fact]
    public async Task Form_survives_the_end_of_the_nonce_it_is_sent_with()
    {
        await using var site = Site();
        using HttpResponseMessage page = await site.NavigateAsync(Page);
        string token = Token().Match(await page.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Groups[1].Value;
        site.Time.Advance(TimeSpan.FromMinutes(6));

        using HttpResponseMessage stale = await SendFormAsync(site, token);
        site.Forget();
        using HttpResponseMessage changed = await SendFormAsync(site, token);

        Assert.Equal(HttpStatusCode.Unauthorized, stale.StatusCode);
        Assert.All(stale.Headers.WwwAuthenticate, challenge => Assert.Contains("stale=true", challenge.ToString(), StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
        Assert.Equal(HttpStatusCode.OK, await SignInAsync(site, New, "MD5"));
    }

    [Theory]
    [InlineData(false, HttpStatusCode.Forbidden)]
    [InlineData(true, HttpStatusCode.NoContent)]
    public async Task Password_itself_travels_in_the_clear_only_where_basic_may_too(bool allowsBasic, HttpStatusCode status)
    {
        await using var site = Site(options =>
        {
            options.AllowInsecureTransport = true;
            options.AllowBasic = allowsBasic;
        }, origin: "http://localhost", client: IPAddress.Parse("192.0.2.7"));

        using HttpResponseMessage answer = await ChangeAsync(site);

        Assert.Equal(HttpStatusCode.OK, await SignInAsync(site, allowsBasic ? New : Old, "SHA-256"));
        Assert.Equal(status, answer.StatusCode);
    }

    [Fact]
    public async Task File_that_may_only_be_read_leaves_the_password_as_it_was()
    {
        await using var site = Site();
        Assert.Equal(HttpStatusCode.OK, await site.StatusAsync());
        using var readOnly = new ReadOnlyFile(site.UserFile);

        using HttpResponseMessage refused = await ChangeAsync(site);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
        Assert.Single(site.Logs.Named("UserFileUnwritable"));
        Assert.Equal(HttpStatusCode.OK, await site.StatusAsync());
    }

    private static string Lines(string password, string rest = "") =>
        $"{DigestResponse.Line(DigestAlgorithm.Md5, password: password)}{rest}\n{DigestResponse.Line(DigestAlgorithm.Sha256, password: password)}{rest}\n";

    private static DigestFactorSite Site(
        Action<HtdigestOptions>? options = null, string? content = null, string origin = "https://localhost", IPAddress? client = null) =>
        new(SecondFactorMode.None)
        {
            Options = options ?? (static _ => { }),
            Files = directory => directory.Write("users.htdigest", content ?? Lines(Old)),
            Origin = origin,
            ClientAddress = client ?? IPAddress.Loopback,
        };

    private static async Task<HttpStatusCode> SignInAsync(DigestFactorSite site, string password, string algorithm)
    {
        (site.Password, site.Algorithm) = (password, algorithm);
        site.Forget();
        return await site.StatusAsync();
    }

    private static async Task<HttpResponseMessage> ChangeAsync(
        DigestFactorSite site, bool isSignedIn = true, string userName = "alice", string current = Old, string next = New, string? code = null)
    {
        Dictionary<string, string?> input = new() { ["userName"] = userName, ["currentPassword"] = current, ["newPassword"] = next, ["code"] = code };
        string token = isSignedIn && site.Cookies.Count > 0 ? await site.TokenAsync() : "";
        var content = new StringContent(JsonSerializer.Serialize(input.Where(field => field.Value is not null).ToDictionary()), Encoding.UTF8, "application/json");
        return isSignedIn
            ? await site.SendAsync(HttpMethod.Post, Page, content, ("RequestVerificationToken", token))
            : await site.SendOnceAsync(HttpMethod.Post, Page, content, authorization: null, []);
    }

    private static Task<HttpResponseMessage> SendFormAsync(DigestFactorSite site, string token)
    {
        var form = new FormUrlEncodedContent(
        [
            KeyValuePair.Create("__RequestVerificationToken", token), KeyValuePair.Create("currentPassword", Old),
            KeyValuePair.Create("newPassword", New), KeyValuePair.Create("confirmation", New),
        ]);
        return site.SendAsync(HttpMethod.Post, Page, form, ("Sec-Fetch-Site", "same-origin"), ("Origin", "https://localhost"), ("Accept", "text/html"));
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
