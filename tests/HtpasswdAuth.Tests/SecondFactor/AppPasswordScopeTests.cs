using System.Net;
using System.Text.Json;

namespace HtpasswdAuth.Tests;

/// <summary>What an app password is good for: paths, methods, days.</summary>
public sealed class AppPasswordScopeTests
{
    [Theory]
    [InlineData("GET", "/inner/feed", HttpStatusCode.OK)]
    [InlineData("GET", "/inner/feed/", HttpStatusCode.OK)]
    [InlineData("GET", "/inner/feed/2024/1.xml?x=%2e%2e", HttpStatusCode.OK)]
    [InlineData("GET", "/inner/feed/caf%C3%A9", HttpStatusCode.OK)]
    [InlineData("GET", "/inner/feed/two%20words", HttpStatusCode.OK)]
    [InlineData("HEAD", "/inner/feed", HttpStatusCode.Forbidden)]
    [InlineData("POST", "/inner/feed", HttpStatusCode.Forbidden)]
    [InlineData("DELETE", "/inner/feed", HttpStatusCode.Forbidden)]
    [InlineData("get", "/inner/feed", HttpStatusCode.OK)]
    [InlineData("GET", "/inner", HttpStatusCode.Forbidden)]
    [InlineData("GET", "/inner/feeds", HttpStatusCode.Forbidden)]
    [InlineData("GET", "/inner/Feed", HttpStatusCode.Forbidden)]
    [InlineData("GET", "/inner/other", HttpStatusCode.Forbidden)]
    [InlineData("GET", "/inner/feed/%2e%2e/other", HttpStatusCode.Forbidden)]
    [InlineData("GET", "/inner/feed/..%2fother", HttpStatusCode.Forbidden)]
    [InlineData("GET", "/inner/feed%2f", HttpStatusCode.Forbidden)]
    [InlineData("GET", "/inner/feed//x", HttpStatusCode.Forbidden)]
    [InlineData("GET", "/inner/feed;x/y", HttpStatusCode.Forbidden)]
    [InlineData("GET", "/inner/feed/%5c..", HttpStatusCode.Forbidden)]
    public async Task Request_outside_paths_and_methods_is_403(string method, string path, HttpStatusCode expected)
    {
        await using var site = new FactorSite(SecondFactorMode.Required);
        FactorClient program = await MakeAsync(site, """{"name":"feed","paths":["/inner/feed"],"methods":["get"]}""");

        HttpResponseMessage answer = await program.SendAsync(new HttpMethod(method), path, content: null);

        Assert.Equal(expected, answer.StatusCode);
        Assert.Equal(expected == HttpStatusCode.OK ? 1 : 0, site.Reached);
        Assert.Empty(answer.Headers.WwwAuthenticate);
    }

    [Fact]
    public async Task Path_of_a_scope_may_hold_letters_of_any_script()
    {
        await using var site = new FactorSite(SecondFactorMode.Required);
        FactorClient program = await MakeAsync(site, """{"name":"feed","paths":["/inner/café noir"]}""");

        Assert.Equal(HttpStatusCode.OK, await program.StatusAsync("/inner/caf%C3%A9%20noir/x"));
        Assert.Equal(HttpStatusCode.Forbidden, await program.StatusAsync("/inner/cafe%20noir/x"));
    }

    [Fact]
    public async Task Base_of_the_application_is_part_of_the_path()
    {
        await using var site = new FactorSite(SecondFactorMode.Required) { Request = context => context.Request.PathBase = "/app" };
        FactorClient inside = await MakeAsync(site, """{"name":"a","paths":["/app/inner"]}""");
        FactorClient outside = await MakeAsync(site, """{"name":"b","paths":["/inner"]}""");

        Assert.Equal(HttpStatusCode.OK, await inside.StatusAsync("/inner/x"));
        Assert.Equal(HttpStatusCode.Forbidden, await outside.StatusAsync("/inner/x"));
    }

    [Fact]
    public async Task It_ends_with_its_days()
    {
        await using var site = new FactorSite(SecondFactorMode.Required);
        FactorClient program = await MakeAsync(site, """{"name":"feed","days":1}""");

        site.Time.Advance(TimeSpan.FromDays(1) - TimeSpan.FromSeconds(1));
        Assert.Equal(HttpStatusCode.OK, await program.StatusAsync("/inner"));
        site.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(HttpStatusCode.Forbidden, await program.StatusAsync("/inner"));
    }

    [Theory]
    [InlineData("""{}""")]
    [InlineData("""{"name":""}""")]
    [InlineData("""{"name":"two\nlines"}""")]
    [InlineData("""{"name":"x","days":0}""")]
    [InlineData("""{"name":"x","days":-1}""")]
    [InlineData("""{"name":"x","days":3661}""")]
    [InlineData("""{"name":"x","paths":["inner"]}""")]
    [InlineData("""{"name":"x","paths":[""]}""")]
    [InlineData("""{"name":"x","paths":[null]}""")]
    [InlineData("""{"name":"x","paths":["/a/../b"]}""")]
    [InlineData("""{"name":"x","paths":["/a//b"]}""")]
    [InlineData("""{"name":"x","paths":["/a%2fb"]}""")]
    [InlineData("""{"name":"x","paths":["/a;b"]}""")]
    [InlineData("""{"name":"x","paths":["/a\\b"]}""")]
    [InlineData("""{"name":"x","paths":["/a\u0000b"]}""")]
    [InlineData("""{"name":"x","paths":["/\t"]}""")]
    [InlineData("""{"name":"x","methods":[""]}""")]
    [InlineData("""{"name":"x","methods":[null]}""")]
    [InlineData("""{"name":"x","methods":["GET POST"]}""")]
    [InlineData("""{"name":"x","methods":["GÉT"]}""")]
    public async Task Scope_that_makes_no_sense_is_refused_with_the_reason(string json)
    {
        await using var site = new FactorSite(SecondFactorMode.Required);
        FactorClient alice = await site.ProvedAsync();
        byte[] before = site.Secrets.ToArray();

        HttpResponseMessage answer = await alice.PostAsync("/account/app-passwords", json);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        JsonElement problem = await FactorClient.ReadAsync(answer);
        Assert.Equal("urn:htpasswd:app-password-invalid", problem.GetProperty("type").GetString());
        Assert.StartsWith("Give ", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Equal(before, site.Secrets.ToArray());
    }

    [Theory]
    [InlineData("name", 64, HttpStatusCode.Created)]
    [InlineData("name", 65, HttpStatusCode.UnprocessableEntity)]
    [InlineData("path", 256, HttpStatusCode.Created)]
    [InlineData("path", 257, HttpStatusCode.UnprocessableEntity)]
    [InlineData("paths", 16, HttpStatusCode.Created)]
    [InlineData("paths", 17, HttpStatusCode.UnprocessableEntity)]
    [InlineData("methods", 17, HttpStatusCode.UnprocessableEntity)]
    public async Task Limits_are_kept(string what, int count, HttpStatusCode expected)
    {
        await using var site = new FactorSite(SecondFactorMode.Required);
        string name = what == "name" ? new string('€', count) : "x";
        string[] paths = what == "path" ? ["/" + new string('p', count - 1)] : [.. Enumerable.Range(0, what == "paths" ? count : 0).Select(i => $"/{i}")];
        string[] methods = [.. Enumerable.Repeat("GET", what == "methods" ? count : 0)];

        HttpResponseMessage answer = await (await site.ProvedAsync()).PostAsync(
            "/account/app-passwords", JsonSerializer.Serialize(new Dictionary<string, object> { ["name"] = name, ["paths"] = paths, ["methods"] = methods }));

        Assert.Equal(expected, answer.StatusCode);
    }

    [Fact]
    public async Task User_has_so_many_and_is_told_when_there_are_no_more()
    {
        await using var site = new FactorSite(SecondFactorMode.Required);
        FactorClient alice = await site.ProvedAsync();

        for (int i = 0; i < AppPasswordService.MaxPerUser; i++)
        {
            Assert.Equal(HttpStatusCode.Created, (await alice.PostAsync("/account/app-passwords", """{"name":"x"}""")).StatusCode);
        }

        HttpResponseMessage answer = await alice.PostAsync("/account/app-passwords", """{"name":"x"}""");
        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        Assert.Equal("urn:htpasswd:too-many-app-passwords", (await FactorClient.ReadAsync(answer)).GetProperty("type").GetString());
    }

    private static async Task<FactorClient> MakeAsync(FactorSite site, string json)
    {
        FactorClient alice = site.Client();
        Assert.Equal(HttpStatusCode.NoContent, await alice.GiveCodeAsync(site.NextCode(FactorSite.AliceSecret)));
        Assert.Equal(HttpStatusCode.NoContent, await alice.GiveCodeAsync(site.NextCode(FactorSite.AliceSecret)));
        HttpResponseMessage answer = await alice.PostAsync("/account/app-passwords", json);
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        return site.Client(password: (await FactorClient.ReadAsync(answer)).GetProperty("password").GetString()!);
    }
}
