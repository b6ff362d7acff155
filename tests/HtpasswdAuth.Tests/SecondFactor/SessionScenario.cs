using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.TestHost;

namespace HtpasswdAuth.Tests;

/// <summary>A site with a valid session, and requests that carry whatever a test makes of its cookie, header text included.</summary>
internal sealed class SessionScenario(FactorSite site, string cookie) : IAsyncDisposable
{
    public FactorSite Site { get; } = site;

    /// <summary>Gets the value of the session's cookie.</summary>
    public string Cookie { get; } = cookie;

    public static async Task<SessionScenario> CreateAsync(SecondFactorMode mode = SecondFactorMode.Required)
    {
        var site = new FactorSite(mode);
        FactorClient alice = await site.SignedInAsync();
        return new SessionScenario(site, alice.Cookies[FactorClient.SessionCookie]);
    }

    public Task<int> GetAsync(string value, string name = FactorClient.SessionCookie) => SendAsync($"{name}={value}");

    /// <summary>The status of a request of alice with this <c>Cookie</c> header, byte for byte.</summary>
    public async Task<int> SendAsync(string? cookieHeader, bool navigates = false)
    {
        HttpContext answer = await Site.Site.App.GetTestServer().SendAsync(context =>
        {
            context.Request.Method = "GET";
            context.Request.Scheme = "https";
            context.Request.Host = new HostString("localhost");
            context.Request.Path = "/inner";
            context.Request.Headers.Authorization = TestSite.Basic(TestSite.UserName, TestSite.Password);
            context.Request.Headers.Cookie = cookieHeader;
            if (navigates)
            {
                context.Request.Headers["Sec-Fetch-Mode"] = "navigate";
            }
        });
        return answer.Response.StatusCode;
    }

    public ValueTask DisposeAsync() => Site.DisposeAsync();
}
