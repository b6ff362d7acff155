using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace HtpasswdAuth.Tests;

/// <summary>Without the second factor nothing is reached that needs it, in every mode, by the scheme as by the gate.</summary>
public sealed class DefaultDenyTests
{
    private const string Inner = "/inner";
    private static readonly string[] Guarded = ["/step-up", "/policy", "/recent"];

    public static TheoryData<SecondFactorMode, bool> AllModes => new MatrixTheoryData<SecondFactorMode, bool>(
        [SecondFactorMode.Required, SecondFactorMode.WhenEnrolled, SecondFactorMode.StepUp], [false, true]);

    [Theory]
    [InlineData(SecondFactorMode.Required, "alice", false)]
    [InlineData(SecondFactorMode.Required, "carol", false)]
    [InlineData(SecondFactorMode.WhenEnrolled, "alice", false)]
    [InlineData(SecondFactorMode.WhenEnrolled, "carol", true)]
    [InlineData(SecondFactorMode.StepUp, "alice", true)]
    [InlineData(SecondFactorMode.StepUp, "carol", true)]
    public async Task Password_alone_reaches_what_the_mode_says(SecondFactorMode mode, string user, bool isEnough)
    {
        foreach (bool withGate in new[] { false, true })
        {
            await using var site = new FactorSite(mode, withGate: withGate);
            FactorClient client = site.Client(user);

            // Twice: the second time the password comes out of the cache.
            Assert.Equal(isEnough ? HttpStatusCode.OK : HttpStatusCode.Forbidden, await client.StatusAsync(Inner));
            Assert.Equal(isEnough ? HttpStatusCode.OK : HttpStatusCode.Forbidden, await client.StatusAsync(Inner));
            Assert.Equal(isEnough ? 2 : 0, site.Reached);
        }
    }

    [Theory]
    [MemberData(nameof(AllModes))]
    public async Task Endpoint_that_asks_for_the_second_factor_is_not_reached_without(SecondFactorMode mode, bool withGate)
    {
        await using var site = new FactorSite(mode, withGate: withGate);

        foreach (string user in new[] { "alice", "carol" })
        {
            foreach (string path in Guarded)
            {
                Assert.Equal(HttpStatusCode.Forbidden, await site.Client(user).StatusAsync(path));
            }
        }

        Assert.Equal(0, site.Reached);
    }

    [Theory]
    [MemberData(nameof(AllModes))]
    public async Task Code_opens_all_of_them(SecondFactorMode mode, bool withGate)
    {
        await using var site = new FactorSite(mode, withGate: withGate);
        FactorClient alice = await site.SignedInAsync();

        foreach (string path in (string[])[Inner, .. Guarded])
        {
            Assert.Equal(HttpStatusCode.OK, await alice.StatusAsync(path));
        }

        Assert.Equal(1 + Guarded.Length, site.Reached);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task No_method_gets_past(bool withGate)
    {
        await using var site = new FactorSite(SecondFactorMode.Required, withGate: withGate);
        FactorClient alice = site.Client();

        foreach (string method in new[] { "GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "PROPFIND", "BREW", "get" })
        {
            foreach (string path in new[] { Inner, "/step-up" })
            {
                HttpResponseMessage answer = await alice.SendAsync(new HttpMethod(method), path, content: null);
                Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
            }
        }

        Assert.Equal(0, site.Reached);
    }

    [Fact]
    public async Task Gate_lets_nothing_behind_it_be_reached_by_the_password_alone()
    {
        int passed = 0;
        await using var site = new FactorSite(SecondFactorMode.Required, withGate: true, pipeline: app => app.Use((HttpContext context, RequestDelegate next) =>
        {
            passed++;
            return next(context);
        }));
        FactorClient alice = site.Client();

        foreach (string path in new[] { "/open", "/who", "/missing", "/account", "/account/", "/account/unknown", "/account/me/more", "/%61ccount/unknown" })
        {
            Assert.Equal(HttpStatusCode.Forbidden, await alice.StatusAsync(path));
        }

        Assert.Equal(0, passed);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Wrong_password_is_asked_for_the_password_whatever_else_comes(bool withGate)
    {
        await using var site = new FactorSite(SecondFactorMode.Required, withGate: withGate);
        FactorClient alice = await site.SignedInAsync();
        FactorClient thief = site.Client(password: "guessed");
        thief.Cookies[FactorClient.SessionCookie] = alice.Cookies[FactorClient.SessionCookie];

        Assert.Equal(HttpStatusCode.Unauthorized, await thief.StatusAsync(Inner, site.NextCode(FactorSite.AliceSecret)));
        Assert.Equal(0, site.Reached);
    }

    [Fact]
    public async Task Not_enrolled_is_led_to_enrol_and_never_waved_through()
    {
        await using var site = new FactorSite(SecondFactorMode.Required);
        FactorClient carol = site.Client("carol");

        HttpResponseMessage navigation = await carol.NavigateAsync("/inner?a=b");
        HttpResponseMessage program = await carol.GetAsync(Inner);

        Assert.Equal(HttpStatusCode.Redirect, navigation.StatusCode);
        Assert.Equal("/account/second-factor/enrolment?returnUrl=%2Finner%3Fa%3Db", navigation.Headers.Location!.OriginalString);
        Assert.Equal("urn:htpasswd:enrolment-required", (await FactorClient.ReadAsync(program)).GetProperty("type").GetString());
        Assert.Equal(HttpStatusCode.Forbidden, await carol.StatusAsync(Inner, "123456"));
        Assert.Equal(0, site.Reached);
    }
}
