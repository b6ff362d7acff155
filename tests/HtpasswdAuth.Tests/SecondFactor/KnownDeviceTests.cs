using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace HtpasswdAuth.Tests;

/// <summary>A browser that is known at one scheme is a stranger's at every other, whatever else the two have in common.</summary>
public sealed class KnownDeviceTests
{
    [Fact]
    public async Task Browser_known_at_one_scheme_guesses_as_a_stranger_at_another()
    {
        await using FactorSite site = WithTwoSchemes();
        FactorClient alice = await site.SignedInAsync();
        FactorClient guesser = site.Client();
        guesser.Cookies[FactorClient.DeviceCookie] = alice.Cookies[FactorClient.DeviceCookie];

        Assert.Equal(HttpStatusCode.UnprocessableEntity, await GuessAsync(guesser, site.WrongCode(FactorSite.AliceSecret)));

        OtpUserState state = AccountKeeping.State(Path.Combine(site.Directory, "others.htpasswd"), "alice");
        Assert.Equal(1, state.Failures.Count);
        Assert.Empty(state.DeviceFailures);
        Assert.Equal(HttpStatusCode.TooManyRequests, await GuessAsync(site.Client(), site.Code(FactorSite.AliceSecret)));
    }

    [Fact]
    public async Task Browser_in_which_the_password_was_changed_stays_known()
    {
        await using var site = new FactorSite(SecondFactorMode.Required);
        FactorClient alice = await site.SignedInAsync();
        const string NewPassword = "a walrus under 7 purple umbrellas";
        string json = $$"""{"currentPassword":"{{TestSite.Password}}","newPassword":"{{NewPassword}}","code":"{{site.NextCode(FactorSite.AliceSecret)}}"}""";
        HttpResponseMessage changed = await alice.PostAsync("/account/password", json);
        Assert.True(changed.IsSuccessStatusCode, await changed.Content.ReadAsStringAsync());
        alice.Authorization = TestSite.Basic("alice", NewPassword);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, await alice.GiveCodeAsync(site.WrongCode(FactorSite.AliceSecret)));

        Assert.Equal(1, site.State("alice").Failures.Count);
        Assert.Single(site.State("alice").DeviceFailures);
    }

    [Theory]
    [InlineData("public, max-age=60", 0)]
    [InlineData("private", 1)]
    public async Task Browser_is_given_one_cookie_with_a_code_and_none_in_a_response_that_may_be_kept(string control, int cookies)
    {
        await using var site = new FactorSite(SecondFactorMode.Required, pipeline: app => app
            .MapGet("/kept", context =>
            {
                context.Response.Headers.CacheControl = control;
                return context.Response.WriteAsync("kept");
            })
            .RequireAuthorization());

        HttpResponseMessage response = await site.Client().GetAsync("/kept", request =>
        {
            request.Headers.Add("Sec-Fetch-Mode", "navigate");
            request.Headers.Add(FactorClient.CodeHeader, site.Code(FactorSite.AliceSecret));
        });

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(
            cookies,
            response.Headers.GetValues("Set-Cookie")
                .Count(cookie => cookie.StartsWith(FactorClient.DeviceCookie, StringComparison.Ordinal)));
        Assert.Equal(cookies > 0, response.Headers.CacheControl!.NoStore);
    }

    private static async Task<HttpStatusCode> GuessAsync(FactorClient client, string code)
    {
        string token = (await FactorClient.ReadAsync(await client.GetAsync("/others-account/me"))).GetProperty("antiforgeryToken").GetString()!;
        using var content = new StringContent($$"""{"code":"{{code}}"}""", System.Text.Encoding.UTF8, "application/json");
        return (await client.SendAsync(
            HttpMethod.Post, "/others-account/second-factor", content, request => request.Headers.Add("RequestVerificationToken", token))).StatusCode;
    }

    private static FactorSite WithTwoSchemes() => new(
        SecondFactorMode.Required,
        files: directory =>
        {
            string others = Path.Combine(directory, "others.htpasswd");
            File.Copy(Path.Combine(directory, "users.htpasswd"), others);
            FactorFiles.WriteTo(OtpFiles.Beside(others));
        },
        pipeline: app => app.MapHtpasswdApi("/others-account", "Others"))
    {
        Services = services => services.AddAuthentication(HtpasswdDefaults.AuthenticationScheme).AddHtpasswd("Others", options =>
        {
            options.UserFile = "others.htpasswd";
            options.SecondFactor.Mode = SecondFactorMode.Required;
        }),
    };
}
