using System.Net;
using HtpasswdAuth.Testing;

namespace HtpasswdAuth.Tests;

/// <summary>The second factor behind Digest: a right response is the password and no more.</summary>
public sealed class DigestSecondFactorTests
{
    [Theory]
    [InlineData(SecondFactorMode.None, HttpStatusCode.OK)]
    [InlineData(SecondFactorMode.Required, HttpStatusCode.Forbidden)]
    [InlineData(SecondFactorMode.WhenEnrolled, HttpStatusCode.Forbidden)]
    [InlineData(SecondFactorMode.StepUp, HttpStatusCode.OK)]
    public async Task Right_response_alone_is_enough_only_where_the_mode_says_so(SecondFactorMode mode, HttpStatusCode status)
    {
        await using var site = new DigestFactorSite(mode);

        Assert.Equal(status, await site.StatusAsync());
    }

    [Fact]
    public async Task Missing_code_is_never_answered_by_a_challenge()
    {
        await using var site = new DigestFactorSite(SecondFactorMode.Required);

        using HttpResponseMessage program = await site.GetAsync();
        using HttpResponseMessage person = await site.NavigateAsync();

        Assert.Equal(HttpStatusCode.Forbidden, program.StatusCode);
        Assert.Equal("otp", Assert.Single(program.Headers.GetValues("X-Htpasswd-Reason")));
        Assert.Equal(HttpStatusCode.Redirect, person.StatusCode);
        Assert.StartsWith("/account/second-factor?", person.Headers.Location!.ToString(), StringComparison.Ordinal);
        Assert.Empty(program.Headers.WwwAuthenticate);
        Assert.Empty(person.Headers.WwwAuthenticate);
    }

    [Fact]
    public async Task Wrong_password_is_challenged_whatever_the_code()
    {
        await using var site = new DigestFactorSite(SecondFactorMode.Required) { Password = "wrong" };

        using HttpResponseMessage refused = await site.GetAsync("/", (FactorClient.CodeHeader, site.Code));

        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        Assert.NotEmpty(refused.Headers.WwwAuthenticate);
        Assert.Empty(site.Cookies);
    }

    [Fact]
    public async Task Code_in_the_header_is_good_once_and_begins_a_session()
    {
        await using var site = new DigestFactorSite(SecondFactorMode.Required);

        Assert.Equal(HttpStatusCode.OK, await site.StatusAsync(code: site.Code));
        Assert.Equal(HttpStatusCode.OK, await site.StatusAsync());
        site.Cookies.Clear();
        Assert.Equal(HttpStatusCode.Forbidden, await site.StatusAsync(code: site.Code));
        Assert.Equal(HttpStatusCode.Forbidden, await site.StatusAsync());
    }

    [Fact]
    public async Task Session_does_not_stand_for_the_password()
    {
        await using var site = new DigestFactorSite(SecondFactorMode.Required);
        Assert.Equal(HttpStatusCode.OK, await site.StatusAsync(code: site.Code));

        using HttpResponseMessage without = await site.SendOnceAsync(HttpMethod.Get, "/", content: null, authorization: null, []);

        Assert.Equal(HttpStatusCode.Unauthorized, without.StatusCode);
    }

    [Fact]
    public async Task Session_ends_with_the_hash_it_was_begun_with()
    {
        await using var site = new DigestFactorSite(SecondFactorMode.Required);
        Assert.Equal(HttpStatusCode.OK, await site.StatusAsync(code: site.Code));

        site.WriteUser("another");
        site.Password = "another";

        HttpStatusCode status = HttpStatusCode.Unauthorized;
        await Eventually.IsTrueAsync(
            async () =>
            {
                site.Time.Advance(TimeSpan.FromSeconds(1));
                site.Forget();
                status = await site.StatusAsync();
                return status is not (HttpStatusCode.Unauthorized or HttpStatusCode.TooManyRequests);
            },
            "the new password to be right");
        Assert.Equal(HttpStatusCode.Forbidden, status);
    }

    [Fact]
    public async Task Step_up_asks_on_the_address_that_needs_it()
    {
        await using var site = new DigestFactorSite(SecondFactorMode.StepUp);

        Assert.Equal(HttpStatusCode.OK, await site.StatusAsync());
        Assert.Equal(HttpStatusCode.Forbidden, await site.StatusAsync("/step-up"));
        using HttpResponseMessage person = await site.NavigateAsync("/step-up");
        Assert.Equal(HttpStatusCode.Redirect, person.StatusCode);
        Assert.Equal(HttpStatusCode.OK, await site.StatusAsync("/step-up", site.Code));
        Assert.Equal(HttpStatusCode.OK, await site.StatusAsync("/step-up"));
    }

    [Theory]
    [InlineData(true, HttpStatusCode.Forbidden)]
    [InlineData(false, HttpStatusCode.Unauthorized)]
    public async Task Basic_over_the_file_needs_the_code_too(bool isAllowed, HttpStatusCode status)
    {
        await using var site = new DigestFactorSite(SecondFactorMode.Required) { Options = options => options.AllowBasic = isAllowed };
        string basic = TestSite.Basic(DigestResponse.SiteUser, DigestResponse.SitePassword);

        using HttpResponseMessage refused = await site.SendOnceAsync(HttpMethod.Get, "/", content: null, basic, []);
        using HttpResponseMessage answer = await site.SendOnceAsync(HttpMethod.Get, "/", content: null, basic, [(FactorClient.CodeHeader, site.Code)]);

        Assert.Equal(status, refused.StatusCode);
        Assert.Equal(isAllowed ? HttpStatusCode.OK : HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Fact]
    public async Task Options_that_need_the_password_itself_are_refused_at_start()
    {
        await using var site = new DigestFactorSite(SecondFactorMode.Required) { Options = options => options.SecondFactor.AllowPasswordWithCode = true };

        var exception = await Assert.ThrowsAsync<Microsoft.Extensions.Options.OptionsValidationException>(() => site.StatusAsync());

        Assert.Contains("AllowPasswordWithCode", exception.Message, StringComparison.Ordinal);
    }
}
