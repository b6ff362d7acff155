using System.Net;

namespace HtpasswdAuth.Tests;

/// <summary>The twelve weaknesses of apache_2fa, each with the opposite answer here.</summary>
public sealed class Apache2faWeaknessTests
{
    [Fact]
    public async Task Weakness_01_cookie_of_one_user_is_nothing_with_the_password_of_another()
    {
        await using var site = new FactorSite(SecondFactorMode.Required);
        FactorClient alice = await site.SignedInAsync();

        foreach (string other in (string[])["bob", "carol"])
        {
            FactorClient thief = site.Client(other);
            thief.Cookies[FactorClient.SessionCookie] = alice.Cookies[FactorClient.SessionCookie];
            Assert.Equal(HttpStatusCode.Forbidden, await thief.StatusAsync());
        }
    }

    [Fact]
    public async Task Weakness_02_code_page_sends_nobody_to_another_site()
    {
        await using var site = new FactorSite(SecondFactorMode.Required);
        HttpResponseMessage answer = await FactorForm.SendAsync(
            site.Client(), "/account/second-factor", ("code", site.Code(FactorSite.AliceSecret)), ("returnUrl", "https://evil.example/"));

        Assert.Equal("/", answer.Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task Weakness_03_return_address_adds_no_header()
    {
        await using var site = new FactorSite(SecondFactorMode.Required);
        FactorClient alice = await site.SignedInAsync();

        HttpResponseMessage answer = await alice.NavigateAsync("/account/second-factor?returnUrl=/x%0d%0aSet-Cookie:%20evil=1");

        Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
        Assert.Equal("/", answer.Headers.Location!.OriginalString);
        Assert.DoesNotContain("evil", string.Join('\n', answer.Headers.Select(header => string.Join(',', header.Value))), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Weakness_04_code_is_good_once()
    {
        await using var site = new FactorSite(SecondFactorMode.Required);
        string code = site.Code(FactorSite.AliceSecret);

        Assert.Equal(HttpStatusCode.NoContent, await site.Client().GiveCodeAsync(code));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await site.Client().GiveCodeAsync(code));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await site.Client().GiveCodeAsync(code));
    }

    [Fact]
    public async Task Weakness_05_two_hundred_guesses_are_not_answered_and_the_right_code_after_them_neither()
    {
        await using var site = new FactorSite(SecondFactorMode.Required);
        FactorClient guesser = site.Client();
        List<HttpStatusCode> answers = [];
        for (int guess = 0; guess < 200; guess++)
        {
            answers.Add(await guesser.GiveCodeAsync(site.WrongCode(FactorSite.AliceSecret)));
        }

        Assert.Equal(1, answers.Count(status => status == HttpStatusCode.UnprocessableEntity));
        Assert.Equal(199, answers.Count(status => status == HttpStatusCode.TooManyRequests));
        Assert.Equal(HttpStatusCode.TooManyRequests, await guesser.GiveCodeAsync(site.Code(FactorSite.AliceSecret)));
    }

    [Fact]
    public async Task Weakness_06_nobody_changes_the_secret_of_another_by_a_request()
    {
        await using var site = new FactorSite(SecondFactorMode.Required);
        FactorClient bob = await site.BobSignedInAsync();
        byte[] before = site.Secrets.ToArray();

        foreach (string path in (string[])["/account/second-factor/enrolment?alice", "/account/second-factor/enrolment?user=alice"])
        {
            await bob.GetAsync(path);
            await bob.PostAsync(path, """{"user":"alice"}""");
            await bob.PostAsync(path, """{"user":"alice"}""", HttpMethod.Delete);
        }

        Assert.Equal(before, site.Secrets.ToArray());
    }

    [Fact]
    public async Task Weakness_07_broken_record_loses_nobody_at_the_next_enrolment()
    {
        await using var site = new FactorSite(SecondFactorMode.Required);
        FactorClient carol = site.Client("carol");
        string start = await (await FactorForm.SendAsync(carol, "/account/second-factor/enrolment")).Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(Base32.TryDecode(Between(start, "<code>", "</code>"), out byte[]? secret));
        string code = site.Code(secret);
        AccountFaults.Break(site.Site.UserFile, "otp_secrets");

        HttpResponseMessage answer = await FactorForm.SendAsync(
            carol, "/account/second-factor/enrolment/confirm", ("token", Between(start, "name=\"token\" value=\"", "\"")), ("code", code));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("{", AccountFaults.LinesOfAlice(site.Site.UserFile, "otp_secrets"));
        await site.FollowAsync(async () => await site.Client().StatusAsync("/inner") == HttpStatusCode.ServiceUnavailable, "the broken record");
    }

    [Fact]
    public async Task Weakness_08_old_session_is_over_without_anybody_cleaning_up()
    {
        await using var site = new FactorSite(SecondFactorMode.Required);
        FactorClient alice = await site.SignedInAsync();

        site.Time.Advance(TimeSpan.FromDays(30));

        Assert.Equal(HttpStatusCode.Forbidden, await alice.StatusAsync());
    }

    [Fact]
    public async Task Weakness_09_cookie_of_a_longer_or_shorter_name_is_none()
    {
        await using var site = new FactorSite(SecondFactorMode.Required);
        string value = (await site.SignedInAsync()).Cookies[FactorClient.SessionCookie];

        foreach (string name in (string[])["X" + FactorClient.SessionCookie, FactorClient.SessionCookie + "X", "htpasswd-2fa", "2FA_Auth"])
        {
            FactorClient alice = site.Client();
            alice.Cookies[name] = value;
            Assert.Equal(HttpStatusCode.Forbidden, await alice.StatusAsync());
        }
    }

    [Fact]
    public async Task Weakness_10_return_address_is_the_one_that_was_asked_for()
    {
        await using var site = new FactorSite(SecondFactorMode.Required);
        FactorClient alice = site.Client();
        const string Wanted = "/inner?q=a%3fb&c=d+e%20f";

        HttpResponseMessage form = await alice.NavigateAsync(Wanted);
        string returnUrl = Uri.UnescapeDataString(form.Headers.Location!.OriginalString.Split("returnUrl=")[1]);
        HttpResponseMessage answer = await FactorForm.SendAsync(alice, "/account/second-factor", ("code", site.Code(FactorSite.AliceSecret)), ("returnUrl", returnUrl));

        Assert.Equal(Wanted, answer.Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task Weakness_11_nothing_outside_this_program_is_needed_to_check_a_code()
    {
        string[] references = [.. typeof(Totp).Assembly.GetReferencedAssemblies().Select(name => name.Name!)];

        Assert.All(references, name => Assert.StartsWith("System.", name, StringComparison.Ordinal));
        await using var site = new FactorSite(SecondFactorMode.Required);
        Assert.Equal(HttpStatusCode.NoContent, await site.Client().GiveCodeAsync(site.Code(FactorSite.AliceSecret)));
    }

    [Fact]
    public async Task Weakness_12_there_is_a_way_out_a_way_in_for_oneself_and_a_field_that_phones_fill()
    {
        await using var site = new FactorSite(SecondFactorMode.Required);
        FactorClient alice = site.Client();

        string form = await (await alice.NavigateAsync("/account/second-factor")).Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Contains("autocomplete=\"one-time-code\"", form, StringComparison.Ordinal);
        Assert.Contains("inputmode=\"numeric\"", form, StringComparison.Ordinal);
        Assert.Contains("<html lang=", form, StringComparison.Ordinal);
        Assert.DoesNotContain("http", form.Replace("http-equiv", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await site.Client("carol").NavigateAsync("/account/second-factor/enrolment")).StatusCode);
        HttpResponseMessage lost = await alice.SendAsync(HttpMethod.Post, "/", new FormUrlEncodedContent([new("text", "long")]), request => request.Headers.Add("Sec-Fetch-Mode", "navigate"));
        Assert.Contains("Your data was not sent", await lost.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        await alice.GiveCodeAsync(site.Code(FactorSite.AliceSecret));
        Assert.Equal(HttpStatusCode.NoContent, (await alice.PostAsync("/account/sign-out")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, await alice.StatusAsync());
    }

    private static string Between(string text, string start, string end) => text.Split(start)[1].Split(end)[0];
}
