using System.Net;
using System.Text;
using HtpasswdAuth.Testing;

namespace HtpasswdAuth.Tests;

/// <summary>Passwords of a digest file that must be changed, that are over, or that have become too old.</summary>
public sealed class DigestStandingTests
{
    private const string StateFile = "users.htdigest.password-state";
    private const string Forced = """{"u":"alice","mustChange":true}""" + "\n";

    [Fact]
    public async Task Forced_change_leads_to_the_page_and_is_over_when_it_is_made()
    {
        await using var site = Site(Forced);

        using HttpResponseMessage person = await site.NavigateAsync();
        using HttpResponseMessage program = await site.GetAsync();
        using HttpResponseMessage page = await site.NavigateAsync("/account/password");

        Assert.Equal("/account/password?returnUrl=%2F", person.Headers.Location?.OriginalString);
        Assert.Equal(HttpStatusCode.Forbidden, program.StatusCode);
        Assert.Equal("password", Assert.Single(program.Headers.GetValues("X-Htpasswd-Reason")));
        Assert.Empty(program.Headers.WwwAuthenticate);
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        Assert.NotEmpty(site.Logs.Named("PasswordChangeRequired"));

        // Programs that send no cookies need no token of a page.
        site.Cookies.Clear();
        Assert.Equal(HttpStatusCode.NoContent, await ChangeAsync(site));
        Assert.Equal(HttpStatusCode.OK, await site.StatusAsync());
        Assert.False(State(site).MustChange);
    }

    [Theory]
    [InlineData(SecondFactorMode.Required)]
    [InlineData(SecondFactorMode.StepUp)]
    public async Task Forced_change_comes_before_the_second_factor_and_spends_no_code(SecondFactorMode mode)
    {
        await using var site = Site(Forced, mode: mode);

        using HttpResponseMessage refused = await site.GetAsync("/step-up", (FactorClient.CodeHeader, site.Code));

        Assert.Equal("password", Assert.Single(refused.Headers.GetValues("X-Htpasswd-Reason")));
        Assert.Empty(site.Cookies);
        Assert.Equal(HttpStatusCode.NoContent, await ChangeAsync(site, site.Code));
    }

    [Fact]
    public async Task Basic_over_the_file_is_led_there_too()
    {
        await using var site = Site(Forced, options => options.AllowBasic = true);

        using HttpResponseMessage refused = await site.SendOnceAsync(
            HttpMethod.Get, "/", content: null, TestSite.Basic(DigestResponse.SiteUser, DigestResponse.SitePassword), []);

        Assert.Equal("password", Assert.Single(refused.Headers.GetValues("X-Htpasswd-Reason")));
    }

    /// <summary>Nobody is told that it once was the right one: neither by <c>stale</c> nor by the page to change it.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Password_that_is_over_is_a_wrong_one(bool byBasic)
    {
        DateTimeOffset end = new FakeTimeProvider().GetUtcNow() + TimeSpan.FromMinutes(2);
        await using var site = Site($$"""{"u":"alice","expires":"{{end:yyyy-MM-ddTHH:mm:ssZ}}"}""" + "\n", options => options.AllowBasic = true);
        string basic = TestSite.Basic(DigestResponse.SiteUser, DigestResponse.SitePassword);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync());

        site.Time.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync());
        site.Forget();
        using HttpResponseMessage refused = await SendAsync();

        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        Assert.All(refused.Headers.WwwAuthenticate, challenge => Assert.DoesNotContain("stale=true", challenge.ToString(), StringComparison.Ordinal));
        Assert.NotEmpty(site.Logs.Named("PasswordExpired"));
        site.Time.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(HttpStatusCode.Forbidden, await ChangeAsync(site, authorization: ""));

        async Task<HttpStatusCode> StatusAsync()
        {
            using HttpResponseMessage response = await SendAsync();
            return response.StatusCode;
        }

        Task<HttpResponseMessage> SendAsync() => byBasic ? site.SendOnceAsync(HttpMethod.Get, "/", content: null, basic, []) : site.GetAsync();
    }

    [Fact]
    public async Task Password_ages_from_when_it_is_first_seen()
    {
        await using var site = Site(state: null, WithAge);

        Assert.Equal(HttpStatusCode.OK, await site.StatusAsync());

        Assert.Equal((Version(), site.Time.GetUtcNow()), State(site) is { } state ? (state.Version, state.Changed) : default);
    }

    [Fact]
    public async Task Password_that_is_too_old_must_be_changed()
    {
        await using var site = Site($$"""{"u":"alice","h":"{{Version():x32}}","changed":"2001-01-01T00:00:00Z"}""" + "\n", WithAge);

        Assert.Equal(HttpStatusCode.Forbidden, await site.StatusAsync());
        Assert.Equal(HttpStatusCode.NoContent, await ChangeAsync(site));
        Assert.Equal(HttpStatusCode.OK, await site.StatusAsync());
        Assert.NotEqual(Version(), State(site).Version);
    }

    /// <summary>One state says of one password, and a user has a hash of it for each algorithm.</summary>
    [Theory]
    [InlineData("MD5")]
    [InlineData("SHA-256")]
    public async Task What_is_asked_of_a_password_is_asked_whatever_the_algorithm(string algorithm)
    {
        await using var site = Site($$"""{"u":"alice","h":"{{Version():x32}}","mustChange":true}""" + "\n");
        site.Algorithm = algorithm;

        using HttpResponseMessage refused = await site.GetAsync();

        Assert.Equal("password", Assert.Single(refused.Headers.GetValues("X-Htpasswd-Reason")));
    }

    private static UInt128 Version()
    {
        string[] longerFirst = [.. new[] { DigestAlgorithm.Sha256, DigestAlgorithm.Md5 }.Select(algorithm => DigestResponse.Line(algorithm).Split(':')[2])];
        return PasswordState.VersionOf("alice", Encoding.ASCII.GetBytes(string.Concat(longerFirst)));
    }

    private static PasswordState State(DigestFactorSite site) => AccountKeeping.PasswordState(site.UserFile, "alice");

    private static void WithAge(HtdigestOptions options) => options.PasswordChange.MaxAge = TimeSpan.FromDays(30);

    private static DigestFactorSite Site(string? state, Action<HtdigestOptions>? options = null, SecondFactorMode mode = SecondFactorMode.None) => new(mode)
    {
        Options = options ?? (static _ => { }),
        Files = directory =>
        {
            if (state is not null)
            {
                directory.Write(StateFile, state);
            }
        },
    };

    private static async Task<HttpStatusCode> ChangeAsync(DigestFactorSite site, string? code = null, string? authorization = null)
    {
        const string Next = "seven green trams at dawn";
        string codeMember = code is null ? "" : $",\"code\":\"{code}\"";
        var content = new StringContent(
            $"{{\"userName\":\"alice\",\"currentPassword\":\"{DigestResponse.SitePassword}\",\"newPassword\":\"{Next}\"{codeMember}}}", Encoding.UTF8, "application/json");
        using HttpResponseMessage changed = authorization is null
            ? await site.SendAsync(HttpMethod.Post, "/account/password", content)
            : await site.SendOnceAsync(HttpMethod.Post, "/account/password", content, authorization: null, []);
        site.Password = changed.IsSuccessStatusCode ? Next : site.Password;
        site.Forget();
        return changed.StatusCode;
    }
}
