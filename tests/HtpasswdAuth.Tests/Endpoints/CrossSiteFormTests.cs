using System.Net;

namespace HtpasswdAuth.Tests;

/// <summary>Forms that another site made a browser send: whatever the address, nothing happens and the person is told.</summary>
public sealed class CrossSiteFormTests
{
    public static TheoryData<string> Addresses =>
    [
        "sign-out", "second-factor", "second-factor/enrolment", "second-factor/enrolment/confirm", "second-factor/enrolment/remove",
        "recovery-codes", "recovery-codes/download", "app-passwords", "app-passwords/{id}/remove",
    ];

    [Theory]
    [MemberData(nameof(Addresses))]
    public async Task Form_of_another_site_does_nothing_with_a_token_or_without(string address)
    {
        var pages = new RecordedPages();
        await using var site = new FactorSite(SecondFactorMode.Required) { Services = pages.Register };
        string[] codes = await site.GiveRecoveryCodesAsync("alice");
        FactorClient alice = await site.ProvedAsync();
        await alice.FormAsync("/account/app-passwords", ("name", "one"));
        AppPasswordsPage before = pages.Last<AppPasswordsPage>();
        string path = "/account/" + address.Replace("{id}", before.AppPasswords[0].Id, StringComparison.Ordinal);
        string token = await alice.GetTokenAsync();
        (string, string)[] fields = [("code", site.NextCode(FactorSite.AliceSecret)), ("codes", codes[0]), ("name", "two"), ("everywhere", "true")];

        foreach ((string origin, string fetchSite, string? sent) in new[]
        {
            ("https://evil.example", "cross-site", token), ("https://evil.example", "cross-site", null), ("https://other.localhost", "same-site", token),
            ("null", "cross-site", token), ("https://localhost", "same-origin", null), ("https://localhost", "same-origin", token[..^4] + "AAAA"),
        })
        {
            HttpResponseMessage answer = await SendAsync(alice, path, origin, fetchSite, sent is null ? fields : [.. fields, (HtpasswdPage.AntiforgeryField, sent)]);
            Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
            Assert.Equal("cross-site", pages.Last<NoticePage>().Error!.Code);
        }

        Assert.Equal(HttpStatusCode.OK, await alice.StatusAsync("/inner"));
        Assert.Equal(HttpStatusCode.NoContent, await site.Client().GiveRecoveryCodeAsync(codes[0]));
        await alice.NavigateAsync("/account/app-passwords");
        Assert.Equal("one", Assert.Single(pages.Last<AppPasswordsPage>().AppPasswords).Name);
    }

    private static Task<HttpResponseMessage> SendAsync(FactorClient client, string path, string origin, string fetchSite, (string Name, string Value)[] fields) =>
        client.SendAsync(
            HttpMethod.Post,
            path,
            new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value))),
            request =>
            {
                request.Headers.Add("Sec-Fetch-Mode", "navigate");
                request.Headers.Add("Sec-Fetch-Site", fetchSite);
                request.Headers.Add("Origin", origin);
            });
}
