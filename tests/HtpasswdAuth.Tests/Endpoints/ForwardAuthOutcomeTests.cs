using System.Net;
using Microsoft.AspNetCore.Builder;
using static HtpasswdAuth.Tests.ForwardAuthSite;

namespace HtpasswdAuth.Tests;

/// <summary>What each proxy is answered, by what the client sent.</summary>
public sealed class ForwardAuthOutcomeTests
{
    private const string CodePage = "/account/second-factor?returnUrl=%2Fwiki%3Fa%3Db%26c";
    private const string Forced = """{"u":"alice","mustChange":true}""" + "\n";

    [Theory]
    [InlineData(ForwardAuthProxy.Nginx)]
    [InlineData(ForwardAuthProxy.Traefik)]
    [InlineData(ForwardAuthProxy.Caddy)]
    public async Task Who_gave_password_and_code_passes_with_the_name(ForwardAuthProxy proxy)
    {
        await using FactorSite site = Create(proxy);
        FactorClient alice = await site.SignedInAsync();

        HttpResponseMessage answer = await AskAsync(alice, proxy);

        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        Assert.Equal("alice", Header(answer, "Remote-User"));
        Assert.Equal("", Header(answer, "Remote-Groups"));
        Assert.Equal("no-store", Header(answer, "Cache-Control"));
    }

    [Theory]
    [InlineData(ForwardAuthProxy.Nginx, SecondFactorMode.None)]
    [InlineData(ForwardAuthProxy.Caddy, SecondFactorMode.WhenEnrolled)]
    [InlineData(ForwardAuthProxy.Traefik, SecondFactorMode.StepUp)]
    public async Task Password_is_enough_where_the_mode_says_so(ForwardAuthProxy proxy, SecondFactorMode mode)
    {
        await using FactorSite site = Create(proxy, mode);

        Assert.Equal("carol", Header(await AskAsync(site.Client("carol"), proxy), "Remote-User"));
        Assert.Equal(HttpStatusCode.NoContent, (await AskAsync(site.Client("carol"), proxy)).StatusCode);
    }

    [Theory]
    [InlineData(ForwardAuthProxy.Nginx)]
    [InlineData(ForwardAuthProxy.Traefik)]
    [InlineData(ForwardAuthProxy.Caddy)]
    public async Task Password_is_asked_for_with_401(ForwardAuthProxy proxy)
    {
        await using FactorSite site = Create(proxy);
        foreach (FactorClient client in new[] { new FactorClient(site, null), site.Client(password: "wrong"), new FactorClient(site, "Basic !") })
        {
            HttpResponseMessage answer = await AskAsync(client, proxy, navigates: true);

            Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
            Assert.StartsWith("Basic realm=", Header(answer, "WWW-Authenticate"), StringComparison.Ordinal);
            AssertNobody(answer);
        }
    }

    [Fact]
    public async Task Missing_code_is_403_for_nginx_with_the_page_for_who_navigates()
    {
        await using FactorSite site = Create(ForwardAuthProxy.Nginx);

        HttpResponseMessage person = await AskAsync(site.Client(), ForwardAuthProxy.Nginx, "/wiki?a=b&c", navigates: true);
        HttpResponseMessage program = await AskAsync(site.Client(), ForwardAuthProxy.Nginx, "/wiki?a=b&c");
        HttpResponseMessage form = await AskAsync(site.Client(), ForwardAuthProxy.Nginx, "/wiki?a=b&c", "POST", navigates: true);

        foreach (HttpResponseMessage answer in new[] { person, program, form })
        {
            Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
            Assert.Equal("otp", Header(answer, "X-Htpasswd-Reason"));
            Assert.Null(answer.Headers.Location);
            Assert.Empty(answer.Headers.WwwAuthenticate);
            AssertNobody(answer);
        }

        Assert.Equal(CodePage, Header(person, "X-Htpasswd-Location"));
        Assert.Null(Header(program, "X-Htpasswd-Location"));
        Assert.Null(Header(form, "X-Htpasswd-Location"));
    }

    [Theory]
    [InlineData(ForwardAuthProxy.Traefik)]
    [InlineData(ForwardAuthProxy.Caddy)]
    public async Task Missing_code_is_302_for_who_navigates_and_403_for_all_others(ForwardAuthProxy proxy)
    {
        await using FactorSite site = Create(proxy);

        HttpResponseMessage person = await AskAsync(site.Client(), proxy, "/wiki?a=b&c", navigates: true);
        Assert.Equal(HttpStatusCode.Found, person.StatusCode);
        Assert.Equal(CodePage, person.Headers.Location!.OriginalString);
        AssertNobody(person);
        foreach ((string method, bool navigates) in new[] { ("GET", false), ("POST", true), ("DELETE", true) })
        {
            HttpResponseMessage answer = await AskAsync(site.Client(), proxy, method: method, navigates: navigates);
            Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
            Assert.Equal("otp", Header(answer, "X-Htpasswd-Reason"));
            AssertNobody(answer);
        }
    }

    [Theory]
    [InlineData(ForwardAuthProxy.Nginx, HttpStatusCode.Forbidden)]
    [InlineData(ForwardAuthProxy.Traefik, HttpStatusCode.Found)]
    public async Task Forced_change_leads_to_its_page(ForwardAuthProxy proxy, HttpStatusCode expected)
    {
        await using FactorSite site = Create(proxy, files: directory => File.WriteAllText(Path.Combine(directory, "users.password-state"), Forced));

        HttpResponseMessage answer = await AskAsync(site.Client(), proxy, navigates: true);

        Assert.Equal(expected, answer.StatusCode);
        Assert.Equal("password", Header(answer, "X-Htpasswd-Reason"));
        Assert.Equal("/account/password?returnUrl=%2Fwiki", Header(answer, proxy == ForwardAuthProxy.Nginx ? "X-Htpasswd-Location" : "Location"));
        AssertNobody(answer);
    }

    [Theory]
    [InlineData(ForwardAuthProxy.Nginx, HttpStatusCode.Unauthorized)]
    [InlineData(ForwardAuthProxy.Traefik, HttpStatusCode.Found)]
    public async Task Form_takes_the_place_of_the_prompt(ForwardAuthProxy proxy, HttpStatusCode expected)
    {
        await using FactorSite site = Create(proxy, SecondFactorMode.None, withForm: true);

        HttpResponseMessage person = await AskAsync(FormSite.Browser(site), proxy, navigates: true);
        HttpResponseMessage program = await AskAsync(FormSite.Browser(site), proxy);

        Assert.Equal(expected, person.StatusCode);
        Assert.Equal("/account/sign-in?returnUrl=%2Fwiki", Header(person, proxy == ForwardAuthProxy.Nginx ? "X-Htpasswd-Location" : "Location"));
        Assert.Empty(person.Headers.WwwAuthenticate);
        Assert.Equal(HttpStatusCode.Unauthorized, program.StatusCode);
        Assert.NotEmpty(program.Headers.WwwAuthenticate);
        Assert.Equal("alice", Header(await AskAsync(await FormSite.SignedInAsync(site), proxy), "Remote-User"));
    }

    [Theory]
    [InlineData(ForwardAuthProxy.Nginx, HttpStatusCode.Forbidden)]
    [InlineData(ForwardAuthProxy.Caddy, HttpStatusCode.TooManyRequests)]
    public async Task Who_has_to_wait_is_told_so_in_words_that_the_proxy_knows(ForwardAuthProxy proxy, HttpStatusCode expected)
    {
        await using FactorSite site = Create(proxy);
        HttpResponseMessage answer = await AskAsync(site.Client(), proxy);
        for (int i = 0; i < 20 && answer.Headers.RetryAfter is null; i++)
        {
            answer = await AskAsync(site.Client(), proxy, headers: (FactorClient.CodeHeader, site.WrongCode(FactorSite.AliceSecret)));
        }

        Assert.Equal(expected, answer.StatusCode);
        Assert.NotNull(answer.Headers.RetryAfter);
        Assert.Equal(proxy == ForwardAuthProxy.Nginx ? "wait" : "otp", Header(answer, "X-Htpasswd-Reason"));
        AssertNobody(answer);
    }

    [Theory]
    [InlineData(ForwardAuthProxy.Nginx, HttpStatusCode.Forbidden)]
    [InlineData(ForwardAuthProxy.Caddy, HttpStatusCode.BadRequest)]
    public async Task Two_passwords_at_once_are_none(ForwardAuthProxy proxy, HttpStatusCode expected)
    {
        await using FactorSite site = new(SecondFactorMode.None, pipeline: app => app.MapForwardAuth(Auth, options => options.Proxy = proxy))
        {
            Request = context => context.Request.Headers.Authorization =
                new([context.Request.Headers.Authorization.ToString(), TestSite.Basic("bob", TestSite.Password)]),
        };

        HttpResponseMessage answer = await AskAsync(site.Client(), proxy);

        Assert.Equal(expected, answer.StatusCode);
        AssertNobody(answer);
    }

    [Theory]
    [InlineData(ForwardAuthProxy.Nginx)]
    [InlineData(ForwardAuthProxy.Traefik)]
    public async Task Lost_user_file_is_503_whatever_the_proxy_makes_of_it(ForwardAuthProxy proxy)
    {
        await using FactorSite site = Create(proxy, SecondFactorMode.None);
        Assert.Equal(HttpStatusCode.NoContent, (await AskAsync(site.Client(), proxy)).StatusCode);
        File.Delete(site.Site.UserFile);

        await site.FollowAsync(async () => (await AskAsync(site.Client(), proxy)).StatusCode == HttpStatusCode.ServiceUnavailable, "the file to be missed");

        HttpResponseMessage answer = await AskAsync(site.Client(), proxy);
        Assert.NotNull(answer.Headers.RetryAfter);
        AssertNobody(answer);
    }
}
