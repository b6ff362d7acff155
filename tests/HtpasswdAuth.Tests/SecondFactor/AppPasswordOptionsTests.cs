using System.Net;
using System.Text.Json;

namespace HtpasswdAuth.Tests;

/// <summary>A site says how long app passwords last and that they be limited: for new ones and for those that there are.</summary>
public sealed class AppPasswordOptionsTests
{
    private const string List = "/account/app-passwords";

    [Fact]
    public async Task One_without_an_end_ends_with_the_longest_life_and_longer_ones_are_not_made()
    {
        await using var site = new FactorSite(SecondFactorMode.Required, options => options.AppPasswords.MaxLifetime = TimeSpan.FromDays(30));
        FactorClient alice = await site.ProvedAsync();

        JsonElement open = await FactorClient.ReadAsync(await alice.PostAsync(List, """{"name":"one"}"""));
        HttpResponseMessage longer = await alice.PostAsync(List, """{"name":"two","days":31}""");
        JsonElement shorter = await FactorClient.ReadAsync(await alice.PostAsync(List, """{"name":"three","days":29}"""));

        Assert.Equal(site.Time.GetUtcNow().AddDays(30), open.GetProperty("expires").GetDateTimeOffset(), TimeSpan.FromSeconds(1));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, longer.StatusCode);
        Assert.Contains("Give 1 to 30 days", await longer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(site.Time.GetUtcNow().AddDays(29), shorter.GetProperty("expires").GetDateTimeOffset(), TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task One_made_elsewhere_ends_with_the_longest_life_too()
    {
        await using var site = new FactorSite(SecondFactorMode.Required, options => options.AppPasswords.MaxLifetime = TimeSpan.FromDays(1));
        FactorClient program = await MadeElsewhereAsync(site, one => one);
        Assert.Equal(HttpStatusCode.OK, await program.StatusAsync("/inner"));

        site.Time.Advance(TimeSpan.FromDays(1));

        Assert.NotEqual(HttpStatusCode.OK, await program.StatusAsync("/inner"));
    }

    [Theory]
    [InlineData("""{"name":"one"}""", HttpStatusCode.UnprocessableEntity)]
    [InlineData("""{"name":"one","paths":[],"methods":[]}""", HttpStatusCode.UnprocessableEntity)]
    [InlineData("""{"name":"one","paths":["/inner"]}""", HttpStatusCode.Created)]
    [InlineData("""{"name":"one","methods":["GET"]}""", HttpStatusCode.Created)]
    public async Task Unlimited_one_is_not_made_where_a_limit_is_required(string json, HttpStatusCode status)
    {
        await using var site = new FactorSite(SecondFactorMode.Required, options => options.AppPasswords.RequireScope = true);

        Assert.Equal(status, (await (await site.ProvedAsync()).PostAsync(List, json)).StatusCode);
    }

    [Fact]
    public async Task Unlimited_one_that_is_there_is_not_accepted_where_a_limit_is_required()
    {
        await using var site = new FactorSite(SecondFactorMode.Required, options => options.AppPasswords.RequireScope = true);
        FactorClient limited = await MadeElsewhereAsync(site, one => one with { Methods = ["GET"] });
        FactorClient unlimited = await MadeElsewhereAsync(site, one => one);

        Assert.Equal(HttpStatusCode.OK, await limited.StatusAsync("/inner"));
        Assert.NotEqual(HttpStatusCode.OK, await unlimited.StatusAsync("/inner"));
    }

    [Theory]
    [InlineData("00:59:59")]
    [InlineData("3661.00:00:00")]
    public async Task Longest_life_out_of_range_is_refused_at_start(string lifetime)
    {
        await using var site = new TestSite
        {
            Options = options =>
            {
                options.SecondFactor.Mode = SecondFactorMode.Required;
                options.SecondFactor.AppPasswords.MaxLifetime = TimeSpan.Parse(lifetime, System.Globalization.CultureInfo.InvariantCulture);
            },
        };

        Exception refused = await Assert.ThrowsAsync<Microsoft.Extensions.Options.OptionsValidationException>(site.StartAsync);

        Assert.Contains("SecondFactor.AppPasswords.MaxLifetime must be 1 hour to 3660 days", refused.Message, StringComparison.Ordinal);
    }

    /// <summary>By <c>htauth otp app add</c>, which knows nothing of the site's options.</summary>
    private static async Task<FactorClient> MadeElsewhereAsync(FactorSite site, Func<AppPassword, AppPassword> change)
    {
        await site.Site.StartAsync();
        var made = AppPassword.Create("alice", "elsewhere", site.Time.GetUtcNow(), out string password);
        site.ChangeUser("alice", held => held with { AppPasswords = held.AppPasswords.Add(change(made)) });
        await site.FollowAsync(async () => (await site.GetFactorAsync()).AppPasswordService.List("alice").Any(one => one.Id == made.Id), "the app password");
        return site.Client(password: password);
    }
}
