using System.Net;
using System.Security.Claims;

namespace HtpasswdAuth.Tests;

public sealed class EventTests
{
    [Fact]
    public async Task Verified_event_adds_claims_on_every_request()
    {
        int calls = 0;
        await using var site = new TestSite
        {
            Options = options => options.Events.OnCredentialsVerified = context =>
            {
                calls++;
                context.Principal!.Identities.First().AddClaim(new Claim(ClaimTypes.Role, $"{context.UserName}-{calls}"));
                return Task.CompletedTask;
            },
        };

        await site.SignInAsync();
        string second = await (await site.SignInAsync()).Content.ReadAsStringAsync();

        Assert.Contains("role=alice-2", second, StringComparison.Ordinal);
        Assert.DoesNotContain("role=alice-1", second, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Verified_event_can_reject()
    {
        await using var site = new TestSite
        {
            Options = options => options.Events.OnCredentialsVerified = context =>
            {
                context.Fail("on holiday");
                return Task.CompletedTask;
            },
        };

        HttpResponseMessage response = await site.SignInAsync();

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Single(site.Logs.Named("RejectedByEvent"));
    }

    [Theory]
    [InlineData("alice", "wrong", HtpasswdFailure.WrongCredentials)]
    [InlineData("mallory", "wrong", HtpasswdFailure.WrongCredentials)]
    [InlineData("", "wrong", HtpasswdFailure.MalformedCredentials)]
    public async Task Failed_event_tells_the_reason_but_not_whether_the_user_exists(string userName, string password, HtpasswdFailure expected)
    {
        var seen = new List<HtpasswdFailure>();
        await using var site = new TestSite
        {
            Options = options => options.Events.OnAuthenticationFailed = context =>
            {
                seen.Add(context.Failure);
                return Task.CompletedTask;
            },
        };

        await site.SignInAsync(userName, password);
        await site.GetAsync();

        Assert.Equal([expected], seen);
    }

    [Fact]
    public async Task Challenge_event_can_write_its_own_answer()
    {
        await using var site = new TestSite
        {
            Options = options => options.Events.OnChallenge = context =>
            {
                context.Response.StatusCode = 418;
                context.HandleResponse();
                return Task.CompletedTask;
            },
        };

        HttpResponseMessage response = await site.GetAsync();

        Assert.Equal(418, (int)response.StatusCode);
        Assert.Empty(response.Headers.WwwAuthenticate);
    }
}
