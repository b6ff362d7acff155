using System.Net;

namespace HtpasswdAuth.Tests;

public sealed class AppPasswordLimitTests
{
    [Fact]
    public async Task Who_has_too_many_app_passwords_is_told_so()
    {
        await using var site = new FactorSite(SecondFactorMode.Required);
        FactorClient alice = await site.SignedInAsync();
        site.ChangeUser("alice", held => held with
        {
            AppPasswords = [.. Enumerable.Range(1, 31).Select(i => AppPassword.Create("alice", $"number {i}", site.Time.GetUtcNow(), out _))],
        });

        Assert.Equal(HttpStatusCode.Created, (await MakeAsync(alice)).StatusCode);
        HttpResponseMessage refused = await MakeAsync(alice);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Contains("You have 32 already. Remove one first.", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private static Task<HttpResponseMessage> MakeAsync(FactorClient client) => client.PostAsync("/account/app-passwords", """{"name":"one more"}""");
}
