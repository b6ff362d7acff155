using System.Net;
using System.Text.Json;
using static HtpasswdAuth.Tests.PasswordVisitor;

namespace HtpasswdAuth.Tests;

/// <summary>What programs are answered that change a password.</summary>
public sealed class PasswordEndpointTests
{
    [Fact]
    public async Task Signed_in_user_changes_the_password_and_the_new_one_counts_at_once()
    {
        await using FactorSite site = Site();

        HttpResponseMessage changed = await SendAsync(site.Client());

        Assert.Equal(HttpStatusCode.NoContent, changed.StatusCode);
        Assert.Equal("no-store", changed.Headers.CacheControl!.ToString());
        await AssertPasswordAsync(site, "alice", New);
        await AssertPasswordAsync(site, "alice", TestSite.Password, isRight: false);
        await AssertPasswordAsync(site, "bob", TestSite.Password);
        Assert.Contains("alice of Htpasswd changed the password", Assert.Single(site.Logs.Named("PasswordChanged")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_knows_name_and_password_changes_it_without_signing_in()
    {
        await using FactorSite site = Site();

        Assert.Equal(HttpStatusCode.NoContent, (await SendAsync(Nobody(site), "alice", confirmation: New)).StatusCode);

        await AssertPasswordAsync(site, "alice", New);
    }

    [Fact]
    public async Task User_may_name_only_oneself()
    {
        await using FactorSite site = Site();

        await AssertProblemAsync(await SendAsync(site.Client(), "bob"), HttpStatusCode.UnprocessableEntity, "other-user");

        Assert.Equal(site.UserFileContent, await File.ReadAllTextAsync(site.Site.UserFile));
        Assert.Equal(HttpStatusCode.NoContent, (await SendAsync(site.Client(), "alice")).StatusCode);
    }

    [Theory]
    [InlineData(null, TestSite.Password, New, null, "field-missing", "userName")]
    [InlineData("", TestSite.Password, New, null, "field-missing", "userName")]
    [InlineData("alice", null, New, null, "field-missing", "currentPassword")]
    [InlineData("alice", TestSite.Password, null, null, "field-missing", "newPassword")]
    [InlineData("alice", TestSite.Password, New, "something else", "confirmation-differs", "confirmation")]
    public async Task What_is_missing_or_differs_is_said_with_its_field(string? userName, string? current, string? next, string? confirmation, string name, string field)
    {
        await using FactorSite site = Site();

        JsonElement problem = await AssertProblemAsync(await SendAsync(Nobody(site), userName, current, next, confirmation), HttpStatusCode.UnprocessableEntity, name);

        Assert.Equal(field, problem.GetProperty("field").GetString());
        Assert.Empty(site.Logs.Named("PasswordMismatch"));
    }

    [Fact]
    public async Task Wrong_current_password_is_no_challenge_and_is_logged_for_fail2ban()
    {
        await using FactorSite site = Site();

        await AssertProblemAsync(await SendAsync(site.Client(), current: "wrong"), HttpStatusCode.Forbidden, "current-password-wrong");

        Assert.Contains("AH01617: user alice: authentication failure for \"/account/password\": Password Mismatch", Assert.Single(site.Logs.Named("PasswordMismatch")).Message, StringComparison.Ordinal);
        await AssertPasswordAsync(site, "alice", TestSite.Password);
    }

    [Fact]
    public async Task All_that_is_against_the_new_password_is_told_with_codes_and_limits()
    {
        await using FactorSite site = Site();

        JsonElement problem = await AssertProblemAsync(await SendAsync(site.Client(), next: "alice123"), HttpStatusCode.UnprocessableEntity, "password-refused");

        JsonElement[] refusals = [.. problem.GetProperty("refusals").EnumerateArray()];
        Assert.Equal(["TooShort", "ContainsUserName"], refusals.Select(refusal => refusal.GetProperty("code").GetString()).Take(2));
        Assert.Equal(15, refusals[0].GetProperty("limit").GetInt32());
        Assert.All(refusals, refusal => Assert.NotEmpty(refusal.GetProperty("message").GetString()!));
        await AssertPasswordAsync(site, "alice", TestSite.Password);
    }

    [Fact]
    public async Task Name_outside_the_pattern_is_told_to_its_owner_and_to_nobody_else()
    {
        await using FactorSite site = Site(options: options => options.UserNamePattern = "b.*");

        await AssertProblemAsync(await SendAsync(site.Client()), HttpStatusCode.Forbidden, "password-change-not-allowed");
        HttpResponseMessage stranger = await SendAsync(Nobody(site), "alice");
        HttpResponseMessage wrong = await SendAsync(Nobody(site), "bob", current: "wrong");

        Assert.Equal(await wrong.Content.ReadAsStringAsync(), await stranger.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.NoContent, (await SendAsync(Nobody(site), "bob")).StatusCode);
    }

    [Fact]
    public async Task Guesser_waits_as_at_a_sign_in()
    {
        await using FactorSite site = Site(scheme: scheme => scheme.AttemptThrottle.FailuresPerUser = 5);
        for (int guess = 0; guess < 5; guess++)
        {
            await AssertProblemAsync(await SendAsync(Nobody(site), "alice", $"guess {guess}"), HttpStatusCode.Forbidden, "current-password-wrong");
        }

        HttpResponseMessage throttled = await SendAsync(Nobody(site), "alice");

        await AssertProblemAsync(throttled, HttpStatusCode.TooManyRequests, "too-many-attempts");
        Assert.Equal("480", throttled.Headers.RetryAfter!.ToString());
        Assert.Equal(HttpStatusCode.TooManyRequests, (await site.Site.SignInAsync()).StatusCode);

        site.Time.Advance(TimeSpan.FromMinutes(8));

        // The database counts a failure from when it is told of it, which is beside the request.
        await site.FollowAsync(async () => (await SendAsync(Nobody(site), "alice")).StatusCode == HttpStatusCode.NoContent, "the end of the pause");
    }

    [Theory]
    [InlineData("{\"userName\":", HttpStatusCode.BadRequest)]
    [InlineData("[]", HttpStatusCode.BadRequest)]
    [InlineData("{\"newPassword\":7}", HttpStatusCode.BadRequest)]
    public async Task Body_that_is_none_is_refused(string body, HttpStatusCode expected)
    {
        await using FactorSite site = Site();

        HttpResponseMessage answer = await Nobody(site).SendAsync(HttpMethod.Post, Page, new StringContent(body, System.Text.Encoding.UTF8, "application/json"));

        Assert.Equal(expected, answer.StatusCode);
    }

    [Fact]
    public async Task Password_over_plain_http_is_not_taken_nor_asked_for()
    {
        await using FactorSite site = Site();
        await site.Site.StartAsync();
        site.Site.ClientAddress = IPAddress.Parse("192.0.2.7");
        using var get = new HttpRequestMessage(HttpMethod.Get, "http://localhost" + Page);
        using var post = new HttpRequestMessage(HttpMethod.Post, "http://localhost" + Page) { Content = new StringContent("{}", System.Text.Encoding.UTF8, "application/json") };

        Assert.Equal(HttpStatusCode.Forbidden, (await site.Site.SendAsync(get, null)).StatusCode);
        HttpResponseMessage answer = await site.Site.SendAsync(post, null);

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Contains("plain HTTP", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }
}
