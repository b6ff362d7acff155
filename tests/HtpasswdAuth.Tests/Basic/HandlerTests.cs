using System.Net;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace HtpasswdAuth.Tests;

public sealed class HandlerTests
{
    [Fact]
    public async Task Right_password_signs_in_with_name_identifier_and_method()
    {
        await using var site = new TestSite();

        HttpResponseMessage response = await site.SignInAsync();

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("nameidentifier=alice\nname=alice\namr=pwd", await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Answer_from_the_cache_is_the_same()
    {
        await using var site = new TestSite();

        string first = await (await site.SignInAsync()).Content.ReadAsStringAsync();
        string second = await (await site.SignInAsync()).Content.ReadAsStringAsync();

        Assert.Equal(first, second);
    }

    [Theory]
    [InlineData("alice", "wrong")]
    [InlineData("alice", "")]
    [InlineData("Alice", TestSite.Password)]
    [InlineData("mallory", TestSite.Password)]
    public async Task Wrong_credentials_are_challenged_alike(string userName, string password)
    {
        await using var site = new TestSite();

        HttpResponseMessage response = await site.SignInAsync(userName, password);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal("Basic realm=\"Restricted\", charset=\"UTF-8\"", response.Headers.WwwAuthenticate.ToString());
        Assert.Equal("no-store", response.Headers.CacheControl!.ToString());
        Assert.Equal("Authorization", response.Headers.Vary.ToString());
    }

    [Fact]
    public async Task No_credentials_are_challenged_and_no_failure()
    {
        await using var site = new TestSite();

        HttpResponseMessage response = await site.GetAsync();

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Single(response.Headers.WwwAuthenticate);
        Assert.DoesNotContain(site.Logs.Entries, entry => entry.Message.Contains("auth_basic", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Cancelled_prompt_of_firefox_is_no_failure()
    {
        await using var site = new TestSite();

        HttpResponseMessage response = await site.GetAsync("Basic Og==");

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.DoesNotContain(site.Logs.Entries, entry => entry.Message.Contains("auth_basic", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Open_endpoint_needs_no_credentials_and_survives_wrong_ones()
    {
        await using var site = new TestSite();

        Assert.Equal(HttpStatusCode.OK, (await site.GetAsync(path: "/open")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await site.SignInAsync(password: "wrong", path: "/open")).StatusCode);
    }

    [Fact]
    public async Task Realm_is_quoted_and_escaped()
    {
        await using var site = new TestSite { Options = options => options.Realm = "A \"quoted\" \\ realm" };

        HttpResponseMessage response = await site.GetAsync();

        Assert.Equal("Basic realm=\"A \\\"quoted\\\" \\\\ realm\", charset=\"UTF-8\"", response.Headers.GetValues("WWW-Authenticate").Single());
    }

    [Theory]
    [InlineData("X-Requested-With", "XMLHttpRequest")]
    [InlineData("Sec-Fetch-Mode", "cors")]
    public async Task Script_gets_no_prompt_where_it_is_suppressed(string header, string value)
    {
        await using var site = new TestSite { Options = options => options.SuppressChallengeForScripts = true };

        HttpResponseMessage script = await site.GetAsync(prepare: request => request.Headers.Add(header, value));
        HttpResponseMessage browser = await site.GetAsync();

        Assert.Equal(HttpStatusCode.Unauthorized, script.StatusCode);
        Assert.Empty(script.Headers.WwwAuthenticate);
        Assert.Single(browser.Headers.WwwAuthenticate);
    }

    [Fact]
    public async Task Challenges_of_other_schemes_stay()
    {
        await using var site = new TestSite { Request = context => context.Response.Headers.WWWAuthenticate = "Bearer" };

        HttpResponseMessage response = await site.GetAsync();

        Assert.Equal(2, response.Headers.WwwAuthenticate.Count);
    }

    [Fact]
    public async Task Password_over_plain_http_is_refused_without_a_prompt()
    {
        await using var site = new TestSite { ClientAddress = IPAddress.Parse("192.0.2.7") };

        HttpResponseMessage signedIn = await site.SignInAsync();
        HttpResponseMessage anonymous = await site.GetAsync();

        Assert.Equal(HttpStatusCode.Forbidden, signedIn.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, anonymous.StatusCode);
        Assert.Empty(anonymous.Headers.WwwAuthenticate);
        Assert.Contains(site.Logs.Named("InsecureTransport"), entry => entry.Message.Contains("ForwardedHeaders", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Plain_http_is_refused_even_when_the_password_is_in_the_cache()
    {
        await using var site = new TestSite();
        Assert.Equal(HttpStatusCode.OK, (await site.SignInAsync()).StatusCode);

        site.ClientAddress = IPAddress.Parse("192.0.2.7");

        Assert.Equal(HttpStatusCode.Forbidden, (await site.SignInAsync()).StatusCode);
    }

    [Fact]
    public async Task Https_from_anywhere_and_plain_http_by_option_are_accepted()
    {
        var stranger = IPAddress.Parse("2001:db8::7");
        await using var https = new TestSite { ClientAddress = stranger, Https = true };
        await using var insecure = new TestSite { ClientAddress = stranger, Options = options => options.AllowInsecureTransport = true };

        Assert.Equal(HttpStatusCode.OK, (await https.SignInAsync()).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await insecure.SignInAsync()).StatusCode);
    }

    [Fact]
    public async Task Shared_principal_cannot_be_changed_but_its_copy_can()
    {
        await using var site = new TestSite();
        await site.StartAsync();
        HtpasswdAuthenticator authenticator = site.App.Services.GetRequiredService<HtpasswdSchemes>().Get(HtpasswdDefaults.AuthenticationScheme);
        ClaimsPrincipal? user = (await authenticator.AuthenticateAsync(RequestFrom(TestSite.Basic(TestSite.UserName, TestSite.Password)))).Result.Principal;

        Assert.Throws<InvalidOperationException>(() => user!.AddIdentity(new ClaimsIdentity()));
        Assert.Throws<InvalidOperationException>(() => user!.Identities.First().AddClaim(new Claim("role", "admin")));

        ClaimsPrincipal copy = user!.Clone();
        copy.Identities.First().AddClaim(new Claim("role", "admin"));
        copy.AddIdentity(new ClaimsIdentity());
        Assert.False(user.HasClaim("role", "admin"));
        Assert.Equal(TestSite.UserName, copy.Identity!.Name);
    }

    [Fact]
    public async Task Claims_transformation_that_changes_its_principal_does_not_pile_up()
    {
        await using var site = new TestSite { Services = services => services.AddTransient<IClaimsTransformation, AddsARole>() };

        await site.SignInAsync();
        string second = await (await site.SignInAsync()).Content.ReadAsStringAsync();

        Assert.Equal(1, second.Split('\n').Count(claim => claim == "role=added"));
    }

    private static DefaultHttpContext RequestFrom(string authorization)
    {
        var context = new DefaultHttpContext();
        context.Request.Headers.Authorization = authorization;
        return context;
    }

    private sealed class AddsARole : IClaimsTransformation
    {
        public Task<ClaimsPrincipal> TransformAsync(ClaimsPrincipal principal)
        {
            principal.Identities.First().AddClaim(new Claim(ClaimTypes.Role, "added"));
            return Task.FromResult(principal);
        }
    }
}
