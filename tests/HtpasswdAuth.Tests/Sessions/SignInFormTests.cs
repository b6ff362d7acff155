using System.Net;
using System.Text.Json;

namespace HtpasswdAuth.Tests;

/// <summary>Signing in by the form: what is accepted, what is refused, and what is said.</summary>
public sealed class SignInFormTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Right_password_leads_to_the_page_that_was_wanted_and_is_not_asked_for_again(bool withGate)
    {
        await using FactorSite site = FormSite.Create(withGate: withGate);
        FactorClient browser = FormSite.Browser(site);
        HttpResponseMessage sent = await browser.NavigateAsync("/inner?q=%2F&x=a%20b");
        Assert.Equal("/account/sign-in?returnUrl=%2Finner%3Fq%3D%252F%26x%3Da%2520b", sent.Headers.Location?.OriginalString);

        HttpResponseMessage answer = await FormSite.SubmitAsync(browser, "alice", TestSite.Password, "/inner?q=%2F&x=a%20b");

        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        Assert.Equal("/inner?q=%2F&x=a%20b", answer.Headers.Location?.OriginalString);
        Assert.Equal(HttpStatusCode.OK, (await browser.NavigateAsync("/inner")).StatusCode);
        string claims = await (await browser.GetAsync()).Content.ReadAsStringAsync();
        Assert.Equal("nameidentifier=alice\nname=alice\namr=pwd", claims);
    }

    [Fact]
    public async Task Program_is_answered_without_a_page()
    {
        await using FactorSite site = FormSite.Create();
        FactorClient program = FormSite.Browser(site);

        Assert.Equal(HttpStatusCode.NoContent, (await FormSite.PostJsonAsync(program, "alice", TestSite.Password)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, await program.StatusAsync("/inner"));

        HttpResponseMessage wrong = await FormSite.PostJsonAsync(FormSite.Browser(site), "alice", "x");
        Assert.Equal(HttpStatusCode.Forbidden, wrong.StatusCode);
        JsonElement problem = await FactorClient.ReadAsync(wrong);
        Assert.Equal("urn:htpasswd:wrong-credentials", problem.GetProperty("type").GetString());
    }

    [Fact]
    public async Task Cookie_is_held_to_this_host_to_https_and_to_the_server()
    {
        await using FactorSite site = FormSite.Create();

        HttpResponseMessage answer = await FormSite.SubmitAsync(FormSite.Browser(site), "alice", TestSite.Password);

        string cookie = answer.Headers.GetValues("Set-Cookie").Single(line => line.StartsWith(FormSite.Cookie, StringComparison.Ordinal));
        Assert.Equal(["httponly", "max-age=43200", "path=/", "samesite=lax", "secure"], cookie.Split("; ")[1..].Order(StringComparer.Ordinal));
        Assert.Equal("no-store", answer.Headers.CacheControl?.ToString());
    }

    [Theory]
    [InlineData("alice", "wrong")]
    [InlineData("zelda", "wrong")]
    [InlineData("zelda", TestSite.Password)]
    [InlineData("alice", "")]
    [InlineData("", "")]
    [InlineData("ali:e", TestSite.Password)]
    [InlineData("alice", "correct horse\n")]
    public async Task Nobody_learns_from_the_answer_who_exists(string userName, string password)
    {
        await using FactorSite site = FormSite.Create();

        HttpResponseMessage expected = await FormSite.SubmitAsync(FormSite.Browser(site), "alice", "another");
        HttpResponseMessage answer = await FormSite.SubmitAsync(FormSite.Browser(site), userName, password);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Equal(await DescribeAsync(expected, "alice"), await DescribeAsync(answer, userName));
        Assert.Contains("role=\"alert\"", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain(answer.Headers.TryGetValues("Set-Cookie", out IEnumerable<string>? lines) ? lines : [], line => line.StartsWith(FormSite.Cookie, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Programs_learn_no_more_and_the_log_says_what_httpd_says()
    {
        await using FactorSite site = FormSite.Create();

        string wrong = await (await FormSite.PostJsonAsync(FormSite.Browser(site), "alice", "wrong")).Content.ReadAsStringAsync();
        string unknown = await (await FormSite.PostJsonAsync(FormSite.Browser(site), "zelda", "wrong")).Content.ReadAsStringAsync();

        Assert.Equal(wrong, unknown);
        Assert.Contains(site.Logs.Messages, line => line.Contains("AH01617: user alice: authentication failure for \"/account/sign-in\": Password Mismatch", StringComparison.Ordinal));
        Assert.Contains(site.Logs.Messages, line => line.Contains("AH01618: user zelda not found: /account/sign-in", StringComparison.Ordinal));
        Assert.DoesNotContain(site.Logs.Messages, line => line.Contains("wrong\"", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Every_sign_in_has_an_id_of_its_own_whatever_cookie_the_browser_had()
    {
        await using FactorSite site = FormSite.Create();
        FactorClient browser = await FormSite.SignedInAsync(site);
        string planted = browser.Cookies[FormSite.Cookie];

        // Already signed in, so there is no page to take a token from: another tab had it open.
        FactorClient other = FormSite.Browser(site);
        string token = FormSite.TokenOf(await (await other.NavigateAsync(FormSite.SignIn)).Content.ReadAsStringAsync());
        other.Cookies[FormSite.Cookie] = planted;
        Assert.Equal(HttpStatusCode.SeeOther, (await FormSite.SendAsync(other, token, "bob", TestSite.Password)).StatusCode);

        FormSession before = FormSite.Open(site, planted);
        FormSession after = FormSite.Open(site, other.Cookies[FormSite.Cookie]);
        Assert.Matches("^[0-9a-f]{32}$", after.Binding.Id);
        Assert.NotEqual(before.Binding.Id, after.Binding.Id);
        Assert.Equal("bob", after.Binding.User);
    }

    [Fact]
    public async Task Who_is_signed_in_already_is_sent_on()
    {
        await using FactorSite site = FormSite.Create();
        FactorClient browser = await FormSite.SignedInAsync(site);

        foreach (FactorClient client in new[] { browser, site.Client() })
        {
            HttpResponseMessage answer = await client.NavigateAsync(FormSite.SignIn + "?returnUrl=%2Fwanted");
            Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
            Assert.Equal("/wanted", answer.Headers.Location?.OriginalString);
        }
    }

    [Fact]
    public async Task Name_and_password_count_in_either_normal_form()
    {
        await using var site = new FactorSite(SecondFactorMode.None) { UserFileContent = $"j\u00FCrgen:{TestSite.Sha("caf\u00E9")}\n", Scheme = FormSite.Enable() };

        foreach ((string name, string password) in new[] { ("j\u00FCrgen", "caf\u00E9"), ("ju\u0308rgen", "cafe\u0301") })
        {
            FactorClient browser = FormSite.Browser(site);
            Assert.Equal(HttpStatusCode.SeeOther, (await FormSite.SubmitAsync(browser, name, password)).StatusCode);
            Assert.Equal(HttpStatusCode.OK, await browser.StatusAsync("/inner"));
        }
    }

    [Fact]
    public async Task Events_are_told_as_of_any_sign_in_and_can_refuse()
    {
        var failures = new List<string>();
        await using FactorSite site = FormSite.Create(scheme: scheme =>
        {
            scheme.Events.OnAuthenticationFailed = context =>
            {
                failures.Add($"{context.Failure} {context.UserName}");
                return Task.CompletedTask;
            };
            scheme.Events.OnCredentialsVerified = context =>
            {
                if (context.UserName == "bob")
                {
                    context.Fail("not today");
                }

                return Task.CompletedTask;
            };
        });

        FactorClient alice = await FormSite.SignedInAsync(site);
        Assert.Equal(HttpStatusCode.OK, await alice.StatusAsync("/inner"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await FormSite.SubmitAsync(FormSite.Browser(site), "bob", TestSite.Password)).StatusCode);
        await FormSite.PostJsonAsync(FormSite.Browser(site), "zelda", "x");

        Assert.Equal(["Rejected bob", "WrongCredentials zelda"], failures);
    }

    /// <summary>The whole answer, without what is random in it and the name that was typed.</summary>
    private static async Task<string> DescribeAsync(HttpResponseMessage answer, string typed)
    {
        string page = await answer.Content.ReadAsStringAsync();
        string headers = string.Join('\n', answer.Headers.Where(header => header.Key != "Set-Cookie").Select(header => $"{header.Key}: {string.Join(", ", header.Value)}"));
        string body = page.Replace(FormSite.TokenOf(page), "", StringComparison.Ordinal);
        body = typed.Length > 0
            ? body.Replace($" value=\"{typed}\"", "", StringComparison.Ordinal)
            : body.Replace(" value=\"\" required autofocus", " required", StringComparison.Ordinal);
        return $"{(int)answer.StatusCode}\n{headers}\n{body.Replace(" autofocus=\"\"", "", StringComparison.Ordinal).Replace(" value=\"\"", "", StringComparison.Ordinal)}";
    }
}
