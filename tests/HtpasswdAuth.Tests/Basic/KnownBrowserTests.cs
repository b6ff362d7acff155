using System.Globalization;
using System.Net;
using HtpasswdAuth.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace HtpasswdAuth.Tests;

/// <summary>
/// A browser in which a user has signed in is known, also without a second factor, and strangers' tries do not hold it up.
/// </summary>
public sealed class KnownBrowserTests
{
    private const string Cookie = "__Host-htpasswd-device";

    [Fact]
    public async Task Browser_that_has_signed_in_does_so_again_from_anywhere_while_strangers_guess()
    {
        await using TestSite site = Site();
        string cookie = CookieOf(await NavigateAsync(site))!;
        await UseUpAsync(site);
        site.ClientAddress = IPAddress.Parse("198.51.100.1");

        Assert.Equal(HttpStatusCode.TooManyRequests, (await NavigateAsync(site)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await NavigateAsync(site, cookie)).StatusCode);
    }

    [Theory]
    [InlineData("a page", "navigate", "text/html", true)]
    [InlineData("a page of an older browser", null, "text/html,*/*;q=0.8", true)]
    [InlineData("a program", null, "*/*", false)]
    [InlineData("a script", "cors", "text/html", false)]
    [InlineData("an image", "no-cors", "image/png", false)]
    public async Task Cookie_is_for_browsers_that_wait_for_a_page(string what, string? mode, string accept, bool isSet)
    {
        await using TestSite site = Site();

        HttpResponseMessage response = await site.GetAsync(TestSite.Basic("alice", TestSite.Password), prepare: request =>
        {
            request.Headers.TryAddWithoutValidation("Accept", accept);
            if (mode is not null)
            {
                request.Headers.Add("Sec-Fetch-Mode", mode);
            }
        });

        Assert.True(response.StatusCode == HttpStatusCode.OK, what);
        Assert.Equal(isSet, CookieOf(response) is not null);
    }

    [Theory]
    [InlineData("Cache-Control", "public", false)]
    [InlineData("Cache-Control", "public, no-cache", false)]
    [InlineData("Cache-Control", "max-age=60", false)]
    [InlineData("Cache-Control", "private, s-maxage=5", false)]
    [InlineData("Cache-Control", "must-revalidate", false)]
    [InlineData("Cache-Control", "private, immutable", false)]
    [InlineData("Cache-Control", "max-age=\"", false)]
    [InlineData("Expires", "Thu, 01 Dec 2994 16:00:00 GMT", false)]
    [InlineData("Last-Modified", "Thu, 01 Dec 1994 16:00:00 GMT", true)]
    [InlineData("ETag", "\"1\"", true)]
    [InlineData("Cache-Control", "private", true)]
    [InlineData("Cache-Control", "no-cache, max-age=0", true)]
    [InlineData("Cache-Control", "public, no-store", true)]
    public async Task Cookie_is_in_no_response_that_may_be_kept(string name, string value, bool isSet)
    {
        await using TestSite site = Site(app => app.Use((context, next) =>
        {
            context.Response.Headers[name] = value;
            return next(context);
        }));

        HttpResponseMessage response = await NavigateAsync(site);

        Assert.Equal(isSet, CookieOf(response) is not null);
        Assert.Equal(isSet, response.Headers.CacheControl?.NoStore == true);
    }

    [Fact]
    public async Task Known_browser_is_given_its_cookie_anew_once_a_day_and_none_besides()
    {
        await using TestSite site = Site(configure: options => options.VerifyCache.Enabled = false);
        string cookie = CookieOf(await NavigateAsync(site))!;
        Assert.Null(CookieOf(await NavigateAsync(site, cookie)));
        for (int day = 0; day < 40; day++)
        {
            site.Time.Advance(TimeSpan.FromDays(1));
            cookie = CookieOf(await NavigateAsync(site, cookie))!;
        }

        await UseUpAsync(site);
        site.ClientAddress = IPAddress.Parse("198.51.100.1");
        Assert.Equal(HttpStatusCode.OK, (await NavigateAsync(site, cookie)).StatusCode);
    }

    [Theory]
    [InlineData("another user")]
    [InlineData("another scheme")]
    [InlineData("altered")]
    [InlineData("another password")]
    public async Task Cookie_of_another_is_a_strangers(string whose)
    {
        await using TestSite site = Site();
        string cookie = whose == "another scheme" ? await OtherCookieAsync(site)
            : CookieOf(await NavigateAsync(site, user: whose == "another user" ? "bob" : "alice"))!;
        string password = TestSite.Password;
        if (whose == "another password")
        {
            password = "another";
            await File.WriteAllTextAsync(site.UserFile, $"alice:{TestSite.Sha(password)}\n");
            await Eventually.IsTrueAsync(
                () =>
                {
                    site.Time.Advance(TimeSpan.FromSeconds(1));
                    return site.SignInAsync(password: password).GetAwaiter().GetResult().StatusCode == HttpStatusCode.OK;
                },
                "the new password");
        }

        await UseUpAsync(site);
        site.ClientAddress = IPAddress.Parse("198.51.100.1");

        string sent = whose == "altered" ? cookie[..^4] + (cookie[^4] == 'A' ? 'B' : 'A') + cookie[^3..] : cookie;
        Assert.Equal(HttpStatusCode.TooManyRequests, (await NavigateAsync(site, sent, password: password)).StatusCode);
    }

    [Theory]
    [InlineData("users.htpasswd")]
    [InlineData("linked/users.htpasswd")]
    public async Task Schemes_of_the_same_users_count_together(string other)
    {
        await using TestSite site = Site(other: other);
        for (int guess = 0; guess < 100; guess++)
        {
            site.ClientAddress = IPAddress.Parse(string.Create(CultureInfo.InvariantCulture, $"203.0.{guess}.1"));
            Assert.Equal(
                HttpStatusCode.Unauthorized,
                (await site.SignInAsync(password: $"guess {guess}", path: guess % 2 == 0 ? "/other" : "/")).StatusCode);
        }

        site.ClientAddress = IPAddress.Parse("198.51.100.1");
        Assert.Equal(HttpStatusCode.TooManyRequests, (await site.SignInAsync()).StatusCode);
        Assert.Equal(HttpStatusCode.TooManyRequests, (await site.SignInAsync(path: "/other")).StatusCode);
    }

    [Fact]
    public async Task Schemes_of_the_same_users_with_other_settings_are_refused_at_start()
    {
        await using TestSite site = Site(configure: options => options.AttemptThrottle.FailuresPerUser = 7);

        InvalidOperationException error = await Assert.ThrowsAsync<InvalidOperationException>(() => site.SignInAsync(path: "/other"));

        Assert.Contains("give all of them the same", error.Message, StringComparison.Ordinal);
    }

    private static TestSite Site(
        Action<WebApplication>? pipeline = null, Action<HtpasswdOptions>? configure = null, string other = "users.htpasswd") => new()
    {
        ClientAddress = IPAddress.Parse("192.0.2.7"),
        Https = true,
        UserFileContent = $"alice:{TestSite.Sha(TestSite.Password)}\nbob:{TestSite.Sha(TestSite.Password)}\n",
        Files = directory => Directory.CreateSymbolicLink(Path.Combine(directory, "linked"), directory),
        Options = configure ?? (static _ => { }),
        Services = services => services.AddAuthentication(HtpasswdDefaults.AuthenticationScheme)
            .AddHtpasswd("Other", options => options.UserFile = other),
        Pipeline = app =>
        {
            pipeline?.Invoke(app);
            app.MapGet("/other", context => context.Response.WriteAsync("other"))
                .RequireAuthorization(policy => policy.AddAuthenticationSchemes("Other").RequireAuthenticatedUser());
        },
    };

    private static Task<HttpResponseMessage> NavigateAsync(
        TestSite site, string? cookie = null, string user = "alice", string password = TestSite.Password, string path = "/") =>
        site.GetAsync(TestSite.Basic(user, password), path, request =>
        {
            request.Headers.Add("Sec-Fetch-Mode", "navigate");
            if (cookie is not null)
            {
                request.Headers.Add("Cookie", $"{Cookie}={cookie}");
            }
        });

    private static string? CookieOf(HttpResponseMessage response) =>
        !response.Headers.TryGetValues("Set-Cookie", out IEnumerable<string>? all) ? null
        : Assert.Single(all, cookie => cookie.StartsWith(Cookie + "=", StringComparison.Ordinal)).Split(';')[0][(Cookie.Length + 1)..];

    /// <summary>Both schemes set one there, the default one last.</summary>
    private static async Task<string> OtherCookieAsync(TestSite site) =>
        (await NavigateAsync(site, path: "/other")).Headers.GetValues("Set-Cookie").First().Split(';')[0][(Cookie.Length + 1)..];

    /// <summary>All tries that strangers have at alice.</summary>
    private static async Task UseUpAsync(TestSite site)
    {
        for (int guess = 0; guess < 100; guess++)
        {
            site.ClientAddress = IPAddress.Parse(string.Create(CultureInfo.InvariantCulture, $"203.0.{guess}.1"));
            Assert.Equal(HttpStatusCode.Unauthorized, (await site.SignInAsync(password: $"guess {guess}")).StatusCode);
        }
    }
}
