using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace HtpasswdAuth.Tests;

/// <summary>Challenges, options and what stands around the arithmetic.</summary>
public sealed class DigestSchemeTests
{
    [Theory]
    [InlineData("alice:m, alice:s", "SHA-256 MD5")]
    [InlineData("alice:m", "MD5")]
    [InlineData("alice:s", "SHA-256")]
    [InlineData("alice:m, alice:s, bob:m", "MD5")]
    [InlineData("alice:m, bob:s", "SHA-256 MD5")]
    [InlineData("", "SHA-256")]
    public async Task Algorithms_are_offered_as_the_file_has_hashes_for_them(string users, string offered)
    {
        IEnumerable<string> lines = users.Split(", ", StringSplitOptions.RemoveEmptyEntries)
            .Select(user => DigestResponse.Line(user.EndsWith('m') ? DigestAlgorithm.Md5 : DigestAlgorithm.Sha256, user.Split(':')[0]));
        string elsewhere = $"carol:Elsewhere:{new string('0', 32)}\n";
        await using var site = new DigestSite { UserFileContent = string.Concat(lines.Select(line => line + "\n")) + elsewhere };
        using HttpResponseMessage response = await site.SendAsync();

        Assert.Equal(offered, string.Join(' ', response.Headers.WwwAuthenticate.Select(challenge => DigestSite.Parameter(challenge.ToString(), "algorithm"))));
    }

    [Fact]
    public async Task Challenge_quotes_what_clients_want_quoted()
    {
        await using var site = new DigestSite { Options = options => (options.AllowMd5, options.UserHash, options.Domain) = (false, true, "/a /b") };
        using HttpResponseMessage response = await site.SendAsync();
        string challenge = DigestSite.Challenge(response);

        Assert.Equal(
            $"Digest realm=\"Club house\", domain=\"/a /b\", qop=\"auth\", nonce=\"{DigestSite.Parameter(challenge, "nonce")}\", algorithm=SHA-256, charset=UTF-8, userhash=true",
            challenge);
        Assert.True(response.Headers.CacheControl!.NoStore);
    }

    [Theory]
    [InlineData("MD5-sess", DigestAlgorithm.Sha256)]
    [InlineData("SHA-256-sess", DigestAlgorithm.Sha256)]
    [InlineData("SHA-512-256-sess", DigestAlgorithm.Sha512Slash256)]
    public async Task Session_variants_sign_in(string algorithm, DigestAlgorithm longHashes)
    {
        await using var site = new DigestSite
        {
            UserFileContent = $"{DigestResponse.Line(DigestAlgorithm.Md5)}\n{DigestResponse.Line(longHashes)}\n",
            Options = options => (options.UseSessionVariants, options.LongHashes) = (true, longHashes),
        };
        using HttpResponseMessage response = await site.SendAsync(await site.AnswerAsync(algorithm));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Theory]
    [InlineData("hello", "hello", HttpStatusCode.OK)]
    [InlineData("hello", "hallo", HttpStatusCode.Unauthorized)]
    [InlineData("longer than ten", "longer than ten", HttpStatusCode.Unauthorized)]
    public async Task Auth_int_covers_the_body_and_leaves_it_to_be_read(string hashed, string sent, HttpStatusCode status)
    {
        await using var site = new DigestSite { Options = options => (options.AllowAuthInt, options.MaxBodyBytes) = (true, 10) };
        DigestResponse answer = await site.AnswerAsync() with { Qop = "auth-int", Method = "POST", Body = hashed };
        using HttpResponseMessage response = await site.SendAsync(answer.ToString(), "/", HttpMethod.Post, sent);

        Assert.Equal(status, response.StatusCode);
        Assert.Equal(status == HttpStatusCode.OK, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken) == $"alice pwd {sent}");
    }

    [Fact]
    public async Task Hashed_name_finds_its_user_where_hashes_are_asked_for()
    {
        await using var site = new DigestSite { Options = options => options.UserHash = true };
        DigestResponse answer = await site.AnswerAsync();
        string hash = answer.Hash($"{answer.UserName}:{answer.Realm}");
        using HttpResponseMessage right = await site.SendAsync(answer with { Sent = new() { ["username"] = $"\"{hash}\"", ["userhash"] = "true" } });
        using HttpResponseMessage inTheClear = await site.SendAsync(answer with { Sent = new() { ["username"] = $"\"{hash}\"" } });

        Assert.Equal(HttpStatusCode.OK, right.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, inTheClear.StatusCode);
    }

    [Fact]
    public async Task Extended_name_signs_in()
    {
        await using var site = new DigestSite { UserFileContent = DigestResponse.Line(DigestAlgorithm.Sha256, "Jäsøn Doe") + "\n" };
        DigestResponse answer = await site.AnswerAsync() with { UserName = "Jäsøn Doe" };
        using HttpResponseMessage response = await site.SendAsync(
            answer with { Sent = new() { ["username"] = null, ["username*"] = "UTF-8''J%C3%A4s%C3%B8n%20Doe" } });

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Theory]
    [InlineData(false, "correct horse", HttpStatusCode.Unauthorized)]
    [InlineData(true, "correct horse", HttpStatusCode.OK)]
    [InlineData(true, "wrong", HttpStatusCode.Unauthorized)]
    public async Task Basic_over_the_same_file_is_by_option(bool allowed, string password, HttpStatusCode status)
    {
        await using var site = new DigestSite { Options = options => options.AllowBasic = allowed };
        using HttpResponseMessage response = await site.SendAsync(TestSite.Basic("alice", password));
        using HttpResponseMessage again = await site.SendAsync(TestSite.Basic("alice", password));
        using HttpResponseMessage digest = await site.SendAsync(await site.AnswerAsync());

        Assert.Equal(status, response.StatusCode);
        Assert.Equal(status, again.StatusCode);
        Assert.Equal(HttpStatusCode.OK, digest.StatusCode);
        Assert.Equal(allowed && status != HttpStatusCode.OK, DigestSite.Challenge(response).Contains("Basic realm=\"Club house\"", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("00000000000000000000000000000000")]
    public async Task Line_whose_hash_is_none_signs_nobody_in(string hash)
    {
        await using var site = new DigestSite { UserFileContent = $"alice:Club house:{hash}\n{DigestResponse.Line(DigestAlgorithm.Md5, "bob")}\n{DigestResponse.Line(DigestAlgorithm.Sha256, "bob")}\n", Options = options => options.AllowBasic = true };
        DigestResponse answer = await site.AnswerAsync(hash.Length == 32 ? "MD5" : "SHA-256");
        using HttpResponseMessage digest = await site.SendAsync(answer);
        using HttpResponseMessage basic = await site.SendAsync(TestSite.Basic("alice", ""));

        Assert.Equal(HttpStatusCode.Unauthorized, digest.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, basic.StatusCode);
    }

    [Fact]
    public async Task Guessers_wait_and_whoever_is_signed_in_does_not()
    {
        await using var site = new DigestSite { ClientAddress = IPAddress.Parse("192.0.2.7"), Options = options => options.AllowInsecureTransport = true };
        DigestResponse owner = await site.AnswerAsync();
        Assert.Equal(HttpStatusCode.OK, (await site.SendAsync(owner)).StatusCode);
        HttpResponseMessage? last = null;
        for (int i = 0; i < 45; i++)
        {
            // 20 are those of a network that alice has signed in from, and 20 those of any network.
            last = await site.SendAsync(await site.AnswerAsync() with { Password = $"guess {i}" });
        }

        using HttpResponseMessage signedIn = await site.SendAsync(owner with { Count = 2 });
        using HttpResponseMessage rightButNew = await site.SendAsync(await site.AnswerAsync());

        Assert.Equal(HttpStatusCode.TooManyRequests, last!.StatusCode);
        Assert.Equal(HttpStatusCode.OK, signedIn.StatusCode);
        Assert.Equal(HttpStatusCode.TooManyRequests, rightButNew.StatusCode);
    }

    [Fact]
    public async Task Plain_http_from_elsewhere_is_refused_and_not_challenged()
    {
        await using var site = new DigestSite();
        DigestResponse answer = await site.AnswerAsync();
        site.ClientAddress = IPAddress.Parse("192.0.2.7");
        using HttpResponseMessage right = await site.SendAsync(answer);
        using HttpResponseMessage none = await site.SendAsync();

        Assert.Equal(HttpStatusCode.Forbidden, right.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, none.StatusCode);
        Assert.Empty(none.Headers.WwwAuthenticate);
    }

    [Fact]
    public async Task Without_its_file_the_site_is_closed_and_unhealthy()
    {
        await using var site = new DigestSite { Services = services => services.AddHealthChecks().AddHtdigest() };
        DigestResponse answer = await site.AnswerAsync();
        HealthCheckService health = site.App.Services.GetRequiredService<HealthCheckService>();
        HealthReport before = await health.CheckHealthAsync(TestContext.Current.CancellationToken);
        File.Delete(site.UserFile);
        site.Time.Advance(TimeSpan.FromSeconds(12));
        using HttpResponseMessage response = await site.SendAsync(answer);
        HealthReport after = await health.CheckHealthAsync(TestContext.Current.CancellationToken);

        Assert.Equal(HealthStatus.Healthy, before.Status);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.Equal(HealthStatus.Unhealthy, after.Status);
    }

    [Fact]
    public async Task Application_may_refuse_or_enrich_whoever_signs_in()
    {
        await using var site = new DigestSite
        {
            Options = options => options.Events.OnCredentialsVerified = context =>
            {
                if (context.Request.Path == "/no")
                {
                    context.Fail("not today");
                }

                return Task.CompletedTask;
            },
        };
        using HttpResponseMessage yes = await site.SendAsync(await site.AnswerAsync());
        using HttpResponseMessage no = await site.SendAsync(await site.AnswerAsync() with { Uri = "/no" });

        Assert.Equal(HttpStatusCode.OK, yes.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, no.StatusCode);
    }

    [Fact]
    public async Task Everything_wrong_with_the_options_is_reported_at_start()
    {
        await using var site = new DigestSite
        {
            Options = options =>
            {
                (options.UserFile, options.Realm, options.NonceKey) = (null, "a:b", "c2hvcnQ=");
                (options.LongHashes, options.MaxNonces, options.NonceLifetime) = (DigestAlgorithm.Md5, 1, TimeSpan.Zero);
                options.AttemptThrottle.FailuresPerUser = 0;
            },
        };
        OptionsValidationException exception = await Assert.ThrowsAsync<OptionsValidationException>(site.StartAsync);

        Assert.All(
            ["UserFile", "Realm", "NonceKey", "LongHashes", "MaxNonces", "NonceLifetime", "FailuresPerUser"],
            name => Assert.Contains(exception.Failures, failure => failure.Contains(name, StringComparison.Ordinal)));
        Assert.DoesNotContain("c2hvcnQ", exception.Message, StringComparison.Ordinal);
    }
}
