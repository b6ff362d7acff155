using System.Net;
using System.Text.Json;

namespace HtpasswdAuth.Tests;

/// <summary>Passwords for programs: no second factor, and good for as little as they were made for.</summary>
public sealed class AppPasswordTests
{
    private const string List = "/account/app-passwords";

    [Theory]
    [InlineData(SecondFactorMode.Required, false)]
    [InlineData(SecondFactorMode.Required, true)]
    [InlineData(SecondFactorMode.WhenEnrolled, false)]
    [InlineData(SecondFactorMode.StepUp, true)]
    public async Task Program_passes_without_a_code_and_is_told_apart_by_a_claim(SecondFactorMode mode, bool withGate)
    {
        await using var site = new FactorSite(mode, withGate: withGate);
        JsonElement made = await MakeAsync(await site.ProvedAsync(), """{"name":"backup"}""");
        FactorClient program = Program(site, made);

        HttpResponseMessage answer = await program.GetAsync();

        Assert.Equal(
            ["nameidentifier=alice", "name=alice", "amr=pwd", $"htpasswd_app_password={made.GetProperty("id").GetString()}"],
            (await answer.Content.ReadAsStringAsync()).Split('\n'));
        Assert.False(answer.Headers.Contains("Set-Cookie"));
        Assert.Empty(program.Cookies);
    }

    [Fact]
    public async Task It_has_128_random_bits_and_is_kept_nowhere()
    {
        await using var site = new FactorSite(SecondFactorMode.Required);
        FactorClient alice = await site.ProvedAsync();

        string first = (await MakeAsync(alice, """{"name":"one"}""")).GetProperty("password").GetString()!;
        string second = (await MakeAsync(alice, """{"name":"two"}""")).GetProperty("password").GetString()!;

        Assert.Matches("^htapp-[a-z2-7]{26}$", first);
        Assert.NotEqual(first, second);
        string files = string.Concat(Directory.EnumerateFiles(site.Directory).Select(File.ReadAllText));
        Assert.DoesNotContain(first[6..], files, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(first, await (await alice.GetAsync(List)).Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain(first, site.Logs.Everything, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("bob")]
    [InlineData("carol")]
    [InlineData("Alice")]
    [InlineData("alice ")]
    [InlineData("alic")]
    [InlineData("nobody")]
    public async Task It_is_one_users_and_no_others(string user)
    {
        await using var site = new FactorSite(SecondFactorMode.Required)
        {
            UserFileContent = $"alice:{FactorSite.Hash}\nbob:{FactorSite.Hash}\ncarol:{FactorSite.Hash}\nAlice:{FactorSite.Hash}\nalic:{FactorSite.Hash}\n",
        };
        JsonElement made = await MakeAsync(await site.ProvedAsync(), """{"name":"backup"}""");

        Assert.Equal(HttpStatusCode.Unauthorized, await site.Client(user, made.GetProperty("password").GetString()!).StatusAsync("/inner"));
    }

    [Fact]
    public async Task Every_other_password_like_it_is_wrong()
    {
        await using var site = new FactorSite(SecondFactorMode.Required) { Scheme = scheme => scheme.AttemptThrottle.Enabled = false };
        string password = (await MakeAsync(await site.ProvedAsync(), """{"name":"backup"}""")).GetProperty("password").GetString()!;

        foreach (string other in new[] { password[..^1], password + "a", password.ToUpperInvariant(), "htapp-", password[6..], "htapp-" + password, password.Replace("-", "", StringComparison.Ordinal) })
        {
            Assert.Equal(HttpStatusCode.Unauthorized, await site.Client(password: other).StatusAsync("/inner"));
        }
    }

    [Theory]
    [InlineData("/account/me")]
    [InlineData("/account/app-passwords")]
    [InlineData("/account/second-factor")]
    public async Task Account_endpoints_take_none(string path)
    {
        await using var site = new FactorSite(SecondFactorMode.StepUp);
        FactorClient program = Program(site, await MakeAsync(await site.ProvedAsync(), """{"name":"backup"}"""));

        Assert.Equal(HttpStatusCode.Unauthorized, await program.StatusAsync(path));
        Assert.Equal(HttpStatusCode.Unauthorized, await program.StatusAsync(path, site.NextCode(FactorSite.AliceSecret)));
        Assert.Equal(HttpStatusCode.Unauthorized, (await program.PostAsync(List, """{"name":"another"}""")).StatusCode);
    }

    [Fact]
    public async Task It_is_no_second_factor_and_becomes_none_by_a_code_or_a_cookie()
    {
        await using var site = new FactorSite(SecondFactorMode.StepUp);
        FactorClient alice = await site.ProvedAsync();
        FactorClient program = Program(site, await MakeAsync(alice, """{"name":"backup"}"""));

        Assert.Equal(HttpStatusCode.Forbidden, await program.StatusAsync("/step-up"));
        Assert.Equal(HttpStatusCode.Forbidden, await program.StatusAsync("/step-up", site.NextCode(FactorSite.AliceSecret)));
        program.Cookies[FactorClient.SessionCookie] = alice.Cookies[FactorClient.SessionCookie];
        Assert.Equal(HttpStatusCode.Forbidden, await program.StatusAsync("/step-up"));
        Assert.Equal(0, site.Reached);
    }

    [Fact]
    public async Task Removing_one_takes_it_back_and_leaves_the_others()
    {
        await using var site = new FactorSite(SecondFactorMode.Required);
        FactorClient alice = await site.ProvedAsync();
        JsonElement one = await MakeAsync(alice, """{"name":"one"}""");
        JsonElement two = await MakeAsync(alice, """{"name":"two"}""");

        Assert.Equal(HttpStatusCode.NoContent, (await alice.PostAsync($"{List}/{one.GetProperty("id").GetString()}", method: HttpMethod.Delete)).StatusCode);

        Assert.Equal(HttpStatusCode.Unauthorized, await Program(site, one).StatusAsync("/inner"));
        Assert.Equal(HttpStatusCode.OK, await Program(site, two).StatusAsync("/inner"));
        Assert.Equal("two", (await FactorClient.ReadAsync(await alice.GetAsync(List))).EnumerateArray().Single().GetProperty("name").GetString());
    }

    [Fact]
    public async Task Nobody_removes_or_sees_those_of_another_user()
    {
        await using var site = new FactorSite(SecondFactorMode.Required);
        JsonElement made = await MakeAsync(await site.ProvedAsync(), """{"name":"backup"}""");
        FactorClient bob = await site.BobSignedInAsync();

        Assert.Equal(HttpStatusCode.NotFound, (await bob.PostAsync($"{List}/{made.GetProperty("id").GetString()}", method: HttpMethod.Delete)).StatusCode);
        Assert.Empty((await FactorClient.ReadAsync(await bob.GetAsync(List))).EnumerateArray());
        Assert.Equal(HttpStatusCode.OK, await Program(site, made).StatusAsync("/inner"));
    }

    [Fact]
    public async Task It_is_over_with_its_user_and_with_the_enrolment_that_is_taken_back()
    {
        await using var site = new FactorSite(SecondFactorMode.Required);
        FactorClient alice = await site.ProvedAsync();
        FactorClient program = Program(site, await MakeAsync(alice, """{"name":"backup"}"""));
        Assert.Equal(HttpStatusCode.OK, await program.StatusAsync("/inner"));

        HttpResponseMessage removed = await alice.PostAsync("/account/second-factor/enrolment", $$"""{"code":"{{site.NextCode(FactorSite.AliceSecret)}}"}""", HttpMethod.Delete);
        Assert.Equal(HttpStatusCode.NoContent, removed.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, await program.StatusAsync("/inner"));
    }

    [Fact]
    public async Task Deleted_user_has_none()
    {
        await using var site = new FactorSite(SecondFactorMode.Required);
        FactorClient program = Program(site, await MakeAsync(await site.ProvedAsync(), """{"name":"backup"}"""));
        Assert.Equal(HttpStatusCode.OK, await program.StatusAsync("/inner"));

        await File.WriteAllTextAsync(site.Site.UserFile, $"bob:{FactorSite.Hash}\n");

        await site.FollowAsync(async () => await program.StatusAsync("/inner") == HttpStatusCode.Unauthorized, "the user file");
    }

    [Theory]
    [InlineData("!")]
    [InlineData("*")]
    [InlineData("!hash")]
    [InlineData("")]
    [InlineData("$9$unknown$method")]
    [InlineData("plain text")]
    public async Task Locked_or_broken_line_has_none(string line)
    {
        await using var site = new FactorSite(SecondFactorMode.Required);
        FactorClient program = Program(site, await MakeAsync(await site.ProvedAsync(), """{"name":"backup"}"""));
        Assert.Equal(HttpStatusCode.OK, await program.StatusAsync("/inner"));

        await File.WriteAllTextAsync(site.Site.UserFile, $"alice:{line.Replace("hash", FactorSite.Hash, StringComparison.Ordinal)}\nbob:{FactorSite.Hash}\n");

        await site.FollowAsync(async () => await program.StatusAsync("/inner") == HttpStatusCode.Unauthorized, "the user file");
        await File.WriteAllTextAsync(site.Site.UserFile, $"alice:{FactorSite.Hash}\nbob:{FactorSite.Hash}\n");
        await site.FollowAsync(async () => await program.StatusAsync("/inner") == HttpStatusCode.OK, "the line unlocked");
    }

    [Fact]
    public async Task Temporary_password_whose_time_is_over_has_none_and_one_that_is_to_be_changed_has()
    {
        await using var site = new FactorSite(SecondFactorMode.Required);
        FactorClient program = Program(site, await MakeAsync(await site.ProvedAsync(), """{"name":"backup"}"""));
        Assert.True(PasswordVersion.TryFind(HtpasswdFile.Load(site.Site.UserFile), "alice", out UInt128 version));
        AccountKeeping.ChangePasswordState(
            site.Site.UserFile, "alice", state => state with { Version = version, MustChange = true, Expires = site.Time.GetUtcNow().AddHours(1) });
        await site.FollowAsync(async () => await site.Client().StatusAsync("/inner") == HttpStatusCode.Forbidden, "the temporary password");
        Assert.Equal(HttpStatusCode.OK, await program.StatusAsync("/inner"));

        site.Time.Advance(TimeSpan.FromHours(1));

        Assert.Equal(HttpStatusCode.Unauthorized, await program.StatusAsync("/inner"));
    }

    [Fact]
    public async Task Last_use_is_told_and_not_written_at_every_request()
    {
        await using var site = new FactorSite(SecondFactorMode.Required);
        FactorClient alice = await site.ProvedAsync();
        FactorClient program = Program(site, await MakeAsync(alice, """{"name":"backup"}"""));
        Assert.Null(await LastUsedAsync(alice));
        DateTimeOffset first = site.Time.GetUtcNow();

        await program.StatusAsync("/inner");
        await Testing.Eventually.IsTrueAsync(async () => await LastUsedAsync(alice) == first, "the first use");
        site.Time.Advance(TimeSpan.FromMinutes(5) - TimeSpan.FromSeconds(1));
        await program.StatusAsync("/inner");
        Assert.Equal(first, await LastUsedAsync(alice));
        site.Time.Advance(TimeSpan.FromSeconds(1));
        await program.StatusAsync("/inner");
        await Testing.Eventually.IsTrueAsync(async () => await LastUsedAsync(alice) == site.Time.GetUtcNow(), "a later use");
    }

    [Fact]
    public async Task Site_can_do_without()
    {
        await using var site = new FactorSite(SecondFactorMode.Required, options => options.AllowAppPasswords = false);
        FactorClient program = Program(site, await MakeAsync(await site.ProvedAsync(), """{"name":"backup"}"""));

        Assert.Equal(HttpStatusCode.Unauthorized, await program.StatusAsync("/inner"));
    }

    [Fact]
    public async Task Ordinary_password_may_look_like_one()
    {
        const string Password = "htapp-of my own";
        await using var site = new FactorSite(SecondFactorMode.Required) { UserFileContent = $"alice:{TestSite.Sha(Password)}\n" };

        Assert.Equal(HttpStatusCode.OK, await site.Client(password: Password).StatusAsync("/inner", site.Code(FactorSite.AliceSecret)));
    }

    private static async Task<DateTimeOffset?> LastUsedAsync(FactorClient alice) =>
        (await FactorClient.ReadAsync(await alice.GetAsync(List)))[0].TryGetProperty("lastUsed", out JsonElement used) ? used.GetDateTimeOffset() : null;

    private static async Task<JsonElement> MakeAsync(FactorClient alice, string json)
    {
        HttpResponseMessage answer = await alice.PostAsync(List, json);
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        return await FactorClient.ReadAsync(answer);
    }

    private static FactorClient Program(FactorSite site, JsonElement made) => site.Client(password: made.GetProperty("password").GetString()!);
}
