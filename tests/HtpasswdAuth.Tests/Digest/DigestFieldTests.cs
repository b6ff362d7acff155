using System.Net;

namespace HtpasswdAuth.Tests;

/// <summary>A right response, and what becomes of it when one thing of it is broken.</summary>
public sealed class DigestFieldTests
{
    [Theory]
    [InlineData("MD5")]
    [InlineData("SHA-256")]
    public async Task Right_response_signs_in(string algorithm)
    {
        await using var site = new DigestSite();
        using HttpResponseMessage response = await site.SendAsync(await site.AnswerAsync(algorithm));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("alice pwd ", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("username", "\"bob\"", 401)]
    [InlineData("username", "\"Alice\"", 401)]
    [InlineData("username", "\"\"", 401)]
    [InlineData("username", null, 401)]
    [InlineData("username*", "UTF-8''alice", 401)]
    [InlineData("realm", "\"club house\"", 401)]
    [InlineData("realm", null, 401)]
    [InlineData("nonce", null, 401)]
    [InlineData("nonce", "\"\"", 401)]
    [InlineData("nonce", "\"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\"", 401)]
    [InlineData("uri", null, 401)]
    [InlineData("uri", "\"/other\"", 400)]
    [InlineData("uri", "\"http://elsewhere/\"", 400)]
    [InlineData("uri", "\"/?\"", 400)]
    [InlineData("response", null, 401)]
    [InlineData("response", "\"\"", 401)]
    [InlineData("response", "\"0000000000000000000000000000000000000000000000000000000000000000\"", 401)]
    [InlineData("response", "\"00000000000000000000000000000000\"", 401)]
    [InlineData("algorithm", null, 401)]
    [InlineData("algorithm", "MD5", 401)]
    [InlineData("algorithm", "SHA-256-sess", 401)]
    [InlineData("algorithm", "SHA-512-256", 401)]
    [InlineData("algorithm", "ROT13", 401)]
    [InlineData("cnonce", null, 401)]
    [InlineData("cnonce", "\"\"", 401)]
    [InlineData("cnonce", "\"0a4f113c\"", 401)]
    [InlineData("qop", null, 401)]
    [InlineData("qop", "auth-int", 401)]
    [InlineData("qop", "auth-conf", 401)]
    [InlineData("nc", null, 401)]
    [InlineData("nc", "00000002", 401)]
    [InlineData("nc", "00000000", 401)]
    [InlineData("nc", "1", 401)]
    [InlineData("nc", "0000000g", 401)]
    [InlineData("userhash", "true", 401)]
    [InlineData("userhash", "maybe", 401)]
    public async Task Response_with_one_field_broken_is_refused(string field, string? sent, int status)
    {
        await using var site = new DigestSite();
        DigestResponse answer = await site.AnswerAsync();
        using HttpResponseMessage broken = await site.SendAsync(answer with { Sent = new() { [field] = sent } });
        using HttpResponseMessage whole = await site.SendAsync(answer);

        Assert.Equal(status, (int)broken.StatusCode);
        Assert.DoesNotContain("stale", DigestSite.Challenge(broken), StringComparison.Ordinal);
        Assert.False(broken.Headers.Contains("Authentication-Info"));
        Assert.Equal(HttpStatusCode.OK, whole.StatusCode);
    }

    [Theory]
    [InlineData("algorithm", "\"SHA-256\"")]
    [InlineData("algorithm", "sha-256")]
    [InlineData("qop", "\"auth\"")]
    [InlineData("nc", "\"00000001\"")]
    [InlineData("userhash", "false")]
    [InlineData("opaque", "\"whatever\"")]
    [InlineData("invented", "\"a \\\" b\"")]
    [InlineData("username", "\"al\\ice\"")]
    [InlineData("uri", "\"http://localhost/\"")]
    public async Task What_clients_write_in_more_than_one_way_is_read(string field, string sent)
    {
        await using var site = new DigestSite();
        DigestResponse answer = await site.AnswerAsync();
        answer = field == "uri" ? answer with { Uri = sent.Trim('"') } : answer with { Sent = new() { [field] = sent } };
        using HttpResponseMessage response = await site.SendAsync(answer, "/");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task Response_for_another_method_or_password_is_refused()
    {
        await using var site = new DigestSite();
        DigestResponse answer = await site.AnswerAsync();
        using HttpResponseMessage otherMethod = await site.SendAsync(answer.ToString(), "/", HttpMethod.Post);
        using HttpResponseMessage otherPassword = await site.SendAsync(answer with { Password = "wrong" });

        Assert.Equal(HttpStatusCode.Unauthorized, otherMethod.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, otherPassword.StatusCode);
        Assert.Equal(2, site.Logs.Named("DigestMismatch").Count());
    }

    [Theory]
    [InlineData("Digest")]
    [InlineData("Digest ")]
    [InlineData("Digest username=\"alice\", username=\"alice\"")]
    [InlineData("Digest username=\"alice")]
    [InlineData("Digest =,=,=")]
    [InlineData("Digest a b c")]
    public async Task Malformed_header_is_challenged_anew(string header)
    {
        await using var site = new DigestSite();
        using HttpResponseMessage response = await site.SendAsync(header);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Single(site.Logs.Named("DigestMalformed"));
    }

    [Fact]
    public async Task Several_fields_are_ambiguous()
    {
        await using var site = new DigestSite();
        DigestResponse answer = await site.AnswerAsync();
        using HttpResponseMessage twice = await site.SendAsync($"{answer}\n{answer}");
        using HttpResponseMessage withBasic = await site.SendAsync($"{TestSite.Basic("alice", "x")}\n{answer}");

        Assert.Equal(HttpStatusCode.BadRequest, twice.StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, withBasic.StatusCode);
    }

    [Fact]
    public async Task Same_parameter_twice_is_refused_whatever_it_is()
    {
        await using var site = new DigestSite();
        DigestResponse answer = await site.AnswerAsync();
        using HttpResponseMessage known = await site.SendAsync($"{answer}, QOP=auth");
        using HttpResponseMessage unknown = await site.SendAsync($"{answer}, x=1, X=2");

        Assert.Equal(HttpStatusCode.Unauthorized, known.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, unknown.StatusCode);
    }
}
