using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using static HtpasswdAuth.Tests.PasswordVisitor;

namespace HtpasswdAuth.Tests;

/// <summary>The plain form to change a password, and its answers to people.</summary>
public sealed class PasswordPageTests
{
    [Fact]
    public async Task Form_has_what_password_managers_and_screen_readers_need()
    {
        await using FactorSite site = Site();

        string page = await PageAsync(site.Client(), "?returnUrl=%2Finner");

        Assert.Contains("""name="userName" type="text" autocomplete="username" autocapitalize="none" spellcheck="false" value="alice" readonly="" required=""", page, StringComparison.Ordinal);
        Assert.Contains("""name="currentPassword" type="password" autocomplete="current-password" """, page, StringComparison.Ordinal);
        Assert.Contains("""autocomplete="new-password" autocapitalize="none" spellcheck="false" passwordrules="minlength: 15; allowed: unicode;" """, page, StringComparison.Ordinal);
        Assert.Contains("""id="confirmation" name="confirmation" type="password" autocomplete="new-password" """, page, StringComparison.Ordinal);
        Assert.Contains("""name="returnUrl" value="/inner" """.TrimEnd(), page, StringComparison.Ordinal);
        Assert.DoesNotContain("one-time-code", page, StringComparison.Ordinal);
        Assert.DoesNotContain("role=\"alert\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Form_asks_strangers_for_the_name_and_for_a_code_if_they_have_one()
    {
        await using FactorSite site = Site(SecondFactorMode.WhenEnrolled);

        string page = await PageAsync(Nobody(site));
        string recovery = await PageAsync(Nobody(site), "?recovery");

        Assert.DoesNotContain("readonly", page, StringComparison.Ordinal);
        Assert.Contains("Leave it empty if you have set up none.", page, StringComparison.Ordinal);
        Assert.Contains("autocomplete=\"one-time-code\"", page, StringComparison.Ordinal);
        Assert.Contains("name=\"recovery_code\"", recovery, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Form_of_an_enrolled_user_wants_a_code_and_takes_a_shorter_password()
    {
        await using FactorSite site = Site(SecondFactorMode.WhenEnrolled);

        string page = await PageAsync(site.Client());

        Assert.Contains("minlength: 8;", page, StringComparison.Ordinal);
        Assert.Contains("One that the app shows now.", page, StringComparison.Ordinal);
        Assert.DoesNotContain("autocomplete=\"one-time-code\"", await PageAsync(site.Client("carol")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Success_is_told_by_the_answer_to_the_form_itself()
    {
        await using FactorSite site = Site();

        HttpResponseMessage done = await SendFormAsync(site.Client(), [.. Fields(), ("returnUrl", "/inner?a=b")]);
        string page = await done.Content.ReadAsStringAsync();

        Assert.Equal(HttpStatusCode.OK, done.StatusCode);
        Assert.Contains("Your password is changed", page, StringComparison.Ordinal);
        Assert.Contains("it will ask you once more", page, StringComparison.Ordinal);
        Assert.Contains("href=\"/inner?a=b\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain(New, page, StringComparison.Ordinal);
        await AssertPasswordAsync(site, "alice", New);
    }

    [Fact]
    public async Task Form_works_without_signing_in_and_then_leads_to_the_target_page()
    {
        await using FactorSite site = Site(options: options => options.TargetPath = "/welcome?from=password");

        HttpResponseMessage done = await SendFormAsync(Nobody(site), [.. Fields(), ("returnUrl", "/inner")]);
        string page = await done.Content.ReadAsStringAsync();

        Assert.Equal(HttpStatusCode.OK, done.StatusCode);
        Assert.Contains("href=\"/welcome?from=password\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("it will ask you once more", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("//evil.example/x")]
    [InlineData("https://evil.example/")]
    [InlineData("/\\evil.example")]
    [InlineData("/account/password")]
    [InlineData("/account/sign-out")]
    public async Task Nobody_is_led_elsewhere_or_in_a_circle(string returnUrl)
    {
        await using FactorSite site = Site();

        string page = await (await SendFormAsync(site.Client(), [.. Fields(), ("returnUrl", returnUrl)])).Content.ReadAsStringAsync();

        Assert.Contains("class=\"button\" href=\"/\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_refusal_stands_in_the_alert_and_no_password_in_the_page()
    {
        await using FactorSite site = Site();

        HttpResponseMessage refused = await SendFormAsync(site.Client(), Fields(next: "alice123"));
        string page = await refused.Content.ReadAsStringAsync();

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Contains("<title>The new password cannot be taken.", page, StringComparison.Ordinal);
        string alert = page[page.IndexOf("role=\"alert\"", StringComparison.Ordinal)..page.IndexOf("<form", StringComparison.Ordinal)];
        Assert.Contains("It has 8 of the 15 characters", alert, StringComparison.Ordinal);
        Assert.Contains("contains the user name", alert, StringComparison.Ordinal);
        Assert.Contains("""id="newPassword" """.TrimEnd(), page, StringComparison.Ordinal);
        Assert.Contains("""autofocus="" aria-describedby="error newPassword-hint" aria-invalid="true" """.TrimEnd(), page, StringComparison.Ordinal);
        Assert.DoesNotContain("alice123", page, StringComparison.Ordinal);
        Assert.DoesNotContain(TestSite.Password, page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("wrong", New, New, HttpStatusCode.UnprocessableEntity, "The current password is not right.")]
    [InlineData(TestSite.Password, New, "other", HttpStatusCode.UnprocessableEntity, "The two new passwords differ.")]
    public async Task People_see_the_form_again_with_what_is_wrong(string current, string next, string confirmation, HttpStatusCode status, string error)
    {
        await using FactorSite site = Site();

        HttpResponseMessage answer = await SendFormAsync(site.Client(), Fields("alice", current, next, confirmation));

        Assert.Equal(status, answer.StatusCode);
        Assert.Equal("text/html", answer.Content.Headers.ContentType!.MediaType);
        Assert.Contains(error, await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_of_somebody_who_has_to_wait_says_how_long()
    {
        await using FactorSite site = Site(scheme: scheme => scheme.AttemptThrottle.FailuresPerUser = 1);
        await SendFormAsync(Nobody(site), Fields(current: "wrong"));

        HttpResponseMessage answer = await SendFormAsync(Nobody(site), Fields());

        Assert.Equal(HttpStatusCode.TooManyRequests, answer.StatusCode);
        Assert.Equal("480", answer.Headers.RetryAfter!.ToString());
        Assert.Contains("Try again in 8 minutes.", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Site_shows_pages_of_its_own()
    {
        var pages = new RecordedPages();
        await using FactorSite site = new(SecondFactorMode.None) { Services = services => services.AddSingleton<IHtpasswdPages>(pages), Scheme = scheme => scheme.PasswordChange.Cost = 10 };

        await Nobody(site).NavigateAsync(Page + "?returnUrl=/inner");
        await SendAsync(site.Client());

        PasswordPage page = Assert.IsType<PasswordPage>(Assert.Single(pages.Written));
        Assert.Equal((null, null, "/inner", 15, 1024, false), (page.UserName, page.TypedName, page.ReturnUrl, page.MinLength, page.MaxLength, page.IsForced));
    }

    private sealed class RecordedPages : IHtpasswdPages
    {
        public ConcurrentQueue<HtpasswdPage> Written { get; } = new();

        public Task WriteAsync(HttpContext context, HtpasswdPage page)
        {
            Written.Enqueue(page);
            return Task.CompletedTask;
        }
    }
}
