namespace HtpasswdAuth.Attack.Tests;

/// <summary>The attacker listens between the users and a proxy that takes plain HTTP, on the machine of a site that reads no forwarded headers.</summary>
public sealed class ListenOnTheWireTests
{
    private const string Warning = "nothing has read it";

    [Theory]
    [InlineData(Front.Nginx)]
    [InlineData(Front.Caddy)]
    public async Task Password_is_neither_asked_for_nor_taken_in_the_clear(Front front)
    {
        await using AttackedSite site = await AttackedSite.StartAsync(front);

        for (int i = 0; i < 2; i++)
        {
            string asked = await site.GetAsync("/secret");
            Assert.StartsWith("HTTP/1.1 403", asked, StringComparison.Ordinal);
            Assert.DoesNotContain("WWW-Authenticate", asked, StringComparison.OrdinalIgnoreCase);
            Assert.StartsWith("HTTP/1.1 403", await site.GetAsync("/secret", $"Authorization: {AttackedSite.Authorization}"), StringComparison.Ordinal);
        }

        Assert.Equal(2, site.Log.Split(Warning).Length);
    }

    [Fact]
    public async Task Header_that_says_https_opens_nothing()
    {
        await using AttackedSite site = await AttackedSite.StartAsync(Front.Nginx);

        string answer = await site.GetAsync("/secret", $"Authorization: {AttackedSite.Authorization}", "X-Forwarded-Proto: https", "Forwarded: proto=https");

        Assert.StartsWith("HTTP/1.1 403", answer, StringComparison.Ordinal);
    }
}
