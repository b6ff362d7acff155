using System.Net;
using System.Text;
using static HtpasswdAuth.Tests.PasswordVisitor;

namespace HtpasswdAuth.Tests;

/// <summary>Whoever does not know the password learns nothing from the address to change it, and no other site can use it.</summary>
public sealed class PasswordSecrecyTests
{
    [Theory]
    [InlineData(SecondFactorMode.None)]
    [InlineData(SecondFactorMode.Required)]
    public async Task Unknown_and_known_names_are_answered_alike_byte_for_byte(SecondFactorMode mode)
    {
        await using FactorSite site = Site(mode);

        // Enrolled, not enrolled, unknown, unusable; new passwords that would be refused, and such that would not.
        string[] names = ["alice", "carol", "mallory", "nobody:at:all", "x\ny"];
        HashSet<string> answers = [];
        foreach (string name in names)
        {
            foreach (string next in new[] { New, "short", TestSite.Password })
            {
                answers.Add(await DescribeAsync(await SendAsync(Nobody(site), name, current: $"wrong {next}", next: next, code: "123456")));
            }
        }

        Assert.Single(answers);
    }

    [Fact]
    public async Task Pages_for_unknown_and_known_names_are_alike_but_for_the_name()
    {
        await using FactorSite site = Site(SecondFactorMode.WhenEnrolled);
        HashSet<string> pages = [];
        foreach (string name in new[] { "alice", "carol", "mallory" })
        {
            HttpResponseMessage answer = await SendFormAsync(Nobody(site), Fields(name, "wrong", "short"));
            pages.Add($"{answer.StatusCode} {WithoutToken(await answer.Content.ReadAsStringAsync()).Replace($"value=\"{name}\"", "", StringComparison.Ordinal)}");
        }

        Assert.Single(pages);
    }

    [Fact]
    public async Task Nothing_is_said_of_the_new_password_before_the_current_one_is_right()
    {
        await using FactorSite site = Site();

        string answer = await (await SendAsync(Nobody(site), "alice", "wrong", "short")).Content.ReadAsStringAsync();

        Assert.DoesNotContain("refusals", answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Sec-Fetch-Site: cross-site")]
    [InlineData("Sec-Fetch-Site: same-site")]
    [InlineData("Origin: https://evil.example")]
    [InlineData("Origin: null")]
    [InlineData("Sec-Fetch-Mode: navigate")]
    [InlineData("Referer: https://evil.example/")]
    public async Task Form_of_another_site_is_refused_with_the_password_that_the_browser_adds(string header)
    {
        await using FactorSite site = Site();
        await site.Site.StartAsync();
        foreach (FactorClient client in new[] { site.Client(), Nobody(site) })
        {
            foreach (string type in new[] { "application/x-www-form-urlencoded", "application/json" })
            {
                HttpResponseMessage answer = await SendHostileAsync(client, type, header);

                Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
                Assert.Contains(
                    type.Contains("json", StringComparison.Ordinal) ? "urn:htpasswd:cross-site" : "Please send that once more",
                    await answer.Content.ReadAsStringAsync(),
                    StringComparison.Ordinal);
            }
        }

        Assert.Equal(site.UserFileContent, await File.ReadAllTextAsync(site.Site.UserFile));
    }

    [Fact]
    public async Task Form_needs_a_token_of_this_very_user()
    {
        await using FactorSite site = Site();
        FactorClient bob = site.Client("bob");
        string token = System.Text.RegularExpressions.Regex.Match(await PageAsync(bob), "RequestVerificationToken\" value=\"([^\"]+)\"").Groups[1].Value;
        FactorClient alice = site.Client();
        foreach ((string name, string value) in bob.Cookies)
        {
            alice.Cookies[name] = value;
        }

        HttpResponseMessage withBobs = await FactorForm.SendWithoutTokenAsync(alice, Page, [("__RequestVerificationToken", token), .. Fields()]);
        HttpResponseMessage without = await FactorForm.SendWithoutTokenAsync(site.Client(), Page, Fields());

        Assert.Equal((HttpStatusCode.Forbidden, HttpStatusCode.Forbidden), (withBobs.StatusCode, without.StatusCode));
        Assert.Equal(site.UserFileContent, await File.ReadAllTextAsync(site.Site.UserFile));
    }

    private static Task<HttpResponseMessage> SendHostileAsync(FactorClient client, string type, string header)
    {
        string body = type.Contains("json", StringComparison.Ordinal)
            ? $$"""{"userName":"alice","currentPassword":"{{TestSite.Password}}","newPassword":"{{New}}"}"""
            : $"userName=alice&currentPassword={Uri.EscapeDataString(TestSite.Password)}&newPassword={Uri.EscapeDataString(New)}";
        return client.SendAsync(HttpMethod.Post, Page, new StringContent(body, Encoding.UTF8, type), request =>
        {
            string[] pair = header.Split(": ", 2);
            Assert.True(request.Headers.TryAddWithoutValidation(pair[0], pair[1]));
        });
    }

    private static async Task<string> DescribeAsync(HttpResponseMessage answer) =>
        $"{answer.StatusCode}\n{answer.Headers}\n{answer.Content.Headers}\n{await answer.Content.ReadAsStringAsync()}";
}
