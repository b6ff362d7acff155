using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace HtpasswdAuth.UI.Tests;

public sealed class WellKnownTests
{
    [Theory]
    [InlineData("")]
    [InlineData("/base")]
    public async Task Password_managers_find_the_page_without_a_password(string pathBase)
    {
        await using var site = new PageSite { PathBase = pathBase };

        using HttpResponseMessage response = await site.GetAsync(pathBase + "/.well-known/change-password");

        Assert.Equal(HttpStatusCode.SeeOther, response.StatusCode);
        Assert.Equal(pathBase + "/account/password", response.Headers.Location?.OriginalString);
    }

    [Fact]
    public async Task Name_that_must_not_exist_does_not()
    {
        await using var site = new PageSite { Pipeline = app => app.MapFallback(() => "a page for whatever is asked").AllowWithoutPassword() };

        using HttpResponseMessage response = await site.GetAsync("/.well-known/resource-that-should-not-exist-whose-status-code-should-not-be-200");

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Fact]
    public async Task Everything_else_stays_behind_the_gate()
    {
        await using var site = new PageSite();

        Assert.Equal(HttpStatusCode.Unauthorized, (await site.GetAsync("/.well-known/other")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await site.GetAsync("/account/assets/x/none.css")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await site.GetAsync("/account")).StatusCode);
    }

    [Fact]
    public async Task Second_scheme_does_not_claim_the_address_too()
    {
        await using var site = new PageSite
        {
            Services = services => services.AddAuthentication().AddHtpasswd("Second", options => options.UserFile = "users.htpasswd"),
            Pipeline = app => app.MapHtpasswdPages("/first", "Second"),
        };

        using HttpResponseMessage response = await site.GetAsync("/.well-known/change-password");

        Assert.Equal("/first/password", response.Headers.Location?.OriginalString);
    }
}
