using System.Globalization;
using System.Net;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using static HtpasswdAuth.Tests.ForwardAuthSite;

namespace HtpasswdAuth.Tests;

/// <summary>What a backend is told, and the cookies that go along.</summary>
public sealed class ForwardAuthHeadersTests
{
    [Theory]
    [InlineData("alice", "alice")]
    [InlineData("a.b-c@d!'()*~", "a.b-c@d!'()*~")]
    [InlineData("Grace Darling", "Grace%20Darling")]
    [InlineData("50%", "50%25")]
    [InlineData("a,b", "a%2Cb")]
    [InlineData("é€😀", "%C3%A9%E2%82%AC%F0%9F%98%80")]
    [InlineData("x\r\nRemote-User: root", "x%0D%0ARemote-User:%20root")]
    [InlineData("\0\t\u007F\u0085\u2028", "%00%09%7F%C2%85%E2%80%A8")]
    public void Name_is_visible_ASCII_and_can_be_decoded(string name, string expected)
    {
        Assert.Equal(expected, ForwardAuthHeaders.Encode(name));
        Assert.Equal(name, Uri.UnescapeDataString(expected));
    }

    [Fact]
    public async Task Names_and_roles_reach_the_answer_encoded()
    {
        await using FactorSite site = Create(ForwardAuthProxy.Nginx, SecondFactorMode.None, scheme: options => options.Events.OnCredentialsVerified = context =>
        {
            foreach (string role in new[] { "admins", "ops,root", "Küche", "admins", "" })
            {
                ((ClaimsIdentity)context.Principal!.Identity!).AddClaim(new Claim(ClaimTypes.Role, role));
            }

            return Task.CompletedTask;
        });

        HttpResponseMessage answer = await AskAsync(site.Client(), ForwardAuthProxy.Nginx);

        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        Assert.Equal("admins,ops%2Croot,K%C3%BCche", Header(answer, "Remote-Groups"));
    }

    [Fact]
    public async Task Transformation_of_the_application_counts()
    {
        await using FactorSite site = new(SecondFactorMode.None, pipeline: app => app.MapForwardAuth())
        {
            Services = services => services.AddSingleton<IClaimsTransformation, Renaming>(),
        };

        HttpResponseMessage answer = await AskAsync(site.Client(), ForwardAuthProxy.Nginx);

        Assert.Equal("alice%20the%20first", Header(answer, "Remote-User"));
        Assert.Equal("crew", Header(answer, "Remote-Groups"));
    }

    [Fact]
    public async Task User_without_a_name_is_nobody()
    {
        await using FactorSite site = Create(ForwardAuthProxy.Nginx, SecondFactorMode.None, scheme: options => options.Events.OnCredentialsVerified = context =>
        {
            context.Principal = new ClaimsPrincipal(new ClaimsIdentity([], "nameless"));
            return Task.CompletedTask;
        });

        HttpResponseMessage answer = await AskAsync(site.Client(), ForwardAuthProxy.Nginx);

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        AssertNobody(answer);
    }

    [Fact]
    public async Task Each_cookie_of_an_answer_has_a_header_of_its_own_for_nginx()
    {
        await using FactorSite site = Create(ForwardAuthProxy.Nginx, withForm: true);
        FactorClient alice = await FormSite.SignedInAsync(site);
        Assert.Equal(HttpStatusCode.NoContent, await alice.GiveCodeAsync(site.Code(FactorSite.AliceSecret)));
        site.Time.Advance(TimeSpan.FromMinutes(40));

        HttpResponseMessage answer = await AskAsync(alice, ForwardAuthProxy.Nginx);

        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        string[] renewed = [.. answer.Headers.GetValues("Set-Cookie")];
        Assert.Equal(2, renewed.Length);
        for (int i = 0; i < renewed.Length; i++)
        {
            Assert.Equal(renewed[i], Header(answer, "X-Htpasswd-Cookie-" + (i + 1).ToString(CultureInfo.InvariantCulture)));
        }

        Assert.Null(Header(answer, "X-Htpasswd-Cookie-3"));
    }

    [Fact]
    public async Task Code_of_a_program_opens_a_session()
    {
        await using FactorSite site = Create(ForwardAuthProxy.Traefik);
        FactorClient alice = site.Client();

        HttpResponseMessage answer = await AskAsync(alice, ForwardAuthProxy.Traefik, headers: (FactorClient.CodeHeader, site.Code(FactorSite.AliceSecret)));

        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        Assert.Contains(FactorClient.SessionCookie, alice.Cookies.Keys);
        Assert.Null(Header(answer, "X-Htpasswd-Cookie-1"));
        Assert.Equal(HttpStatusCode.NoContent, (await AskAsync(alice, ForwardAuthProxy.Traefik)).StatusCode);
    }

    private sealed class Renaming : IClaimsTransformation
    {
        public Task<ClaimsPrincipal> TransformAsync(ClaimsPrincipal principal) => Task.FromResult(new ClaimsPrincipal(new ClaimsIdentity(
            [new Claim(ClaimTypes.Name, principal.Identity!.Name + " the first"), new Claim(ClaimTypes.Role, "crew")], "renamed")));
    }
}
