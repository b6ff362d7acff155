using System.Net;

namespace HtpasswdAuth.Tests;

/// <summary>How long a challenge is good, and that nothing sent with it is good twice.</summary>
public sealed class DigestNonceTests
{
    [Fact]
    public async Task Replay_is_refused_and_told_to_begin_anew()
    {
        await using var site = new DigestSite();
        DigestResponse answer = await site.AnswerAsync();
        using HttpResponseMessage first = await site.SendAsync(answer);
        using HttpResponseMessage replay = await site.SendAsync(answer);

        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, replay.StatusCode);
        Assert.Contains("stale=true", DigestSite.Challenge(replay), StringComparison.Ordinal);
        Assert.DoesNotContain(answer.Nonce, DigestSite.Challenge(replay), StringComparison.Ordinal);
        Assert.Single(site.Logs.Named("DigestCountUsed"));
    }

    [Fact]
    public async Task Counts_may_come_out_of_order_within_the_window_and_never_twice()
    {
        await using var site = new DigestSite();
        DigestResponse answer = await site.AnswerAsync();
        uint[] counts = [200, 3, 5, 4, 200, 73, 72, 74, 5, 201, 73, 0xFFFFFFFF, 201];
        List<uint> accepted = [];
        foreach (uint count in counts)
        {
            using HttpResponseMessage response = await site.SendAsync(answer with { Count = count });
            if (response.StatusCode == HttpStatusCode.OK)
            {
                accepted.Add(count);
            }
        }

        Assert.Equal([200, 73, 74, 201, 0xFFFFFFFF], accepted);
    }

    [Theory]
    [InlineData("correct horse", true)]
    [InlineData("wrong", false)]
    public async Task Expired_nonce_is_stale_only_to_whoever_knows_the_password(string password, bool stale)
    {
        await using var site = new DigestSite();
        DigestResponse answer = await site.AnswerAsync();
        site.Time.Advance(TimeSpan.FromSeconds(301));
        using HttpResponseMessage response = await site.SendAsync(answer with { Password = password });

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal(stale, DigestSite.Challenge(response).Contains("stale=true", StringComparison.Ordinal));
    }

    /// <summary>RFC 7616 section 3.3: stale is for a nonce that is invalid, whyever, with a digest that is valid for it.</summary>
    [Theory]
    [InlineData("correct horse", true)]
    [InlineData("wrong", false)]
    public async Task Forged_nonce_never_signs_in(string password, bool stale)
    {
        await using var site = new DigestSite();
        DigestResponse answer = await site.AnswerAsync();
        char last = answer.Nonce[10] == 'A' ? 'B' : 'A';
        string forged = $"{answer.Nonce[..10]}{last}{answer.Nonce[11..]}";
        using HttpResponseMessage response = await site.SendAsync(answer with { Nonce = forged, Password = password });

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal(stale, DigestSite.Challenge(response).Contains("stale=true", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Server_proves_itself_and_hands_out_the_next_nonce_in_time()
    {
        await using var site = new DigestSite();
        DigestResponse answer = await site.AnswerAsync("MD5");
        using HttpResponseMessage early = await site.SendAsync(answer);
        site.Time.Advance(TimeSpan.FromSeconds(280));
        using HttpResponseMessage late = await site.SendAsync(answer with { Count = 2 });
        string info = Assert.Single(late.Headers.GetValues("Authentication-Info"));
        string next = DigestSite.Parameter(info, "nextnonce");
        site.Time.Advance(TimeSpan.FromSeconds(280));
        using HttpResponseMessage after = await site.SendAsync(answer with { Nonce = next });

        Assert.Equal(
            $"qop=auth, rspauth=\"{answer.ResponseAuth()}\", cnonce=\"0a4f113b\", nc=00000001",
            Assert.Single(early.Headers.GetValues("Authentication-Info")));
        Assert.NotEmpty(next);
        Assert.Equal(HttpStatusCode.OK, after.StatusCode);
    }

    [Fact]
    public async Task Nodes_with_one_key_take_the_nonces_of_each_other()
    {
        string key = Convert.ToBase64String(new byte[32]);
        await using var one = new DigestSite { Options = options => options.NonceKey = key };
        await using var other = new DigestSite { Options = options => options.NonceKey = key };
        await using var stranger = new DigestSite();
        DigestResponse answer = await one.AnswerAsync();
        using HttpResponseMessage accepted = await other.SendAsync(answer);
        using HttpResponseMessage stale = await stranger.SendAsync(answer);

        Assert.Equal(HttpStatusCode.OK, accepted.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, stale.StatusCode);
    }

    [Fact]
    public void Nonce_is_of_one_realm_and_scheme()
    {
        string key = Convert.ToBase64String(new byte[32]);
        var time = new Testing.FakeTimeProvider();
        string nonce = new DigestNonceFactory(Convert.FromBase64String(key), "A\nrealm", time).Create();

        Assert.True(new DigestNonceFactory(Convert.FromBase64String(key), "A\nrealm", time).TryRead(nonce, out _));
        Assert.False(new DigestNonceFactory(Convert.FromBase64String(key), "B\nrealm", time).TryRead(nonce, out _));
    }

    [Fact]
    public async Task Table_is_bounded_and_what_it_forgot_is_void()
    {
        await using var site = new DigestSite { Options = options => options.MaxNonces = 100 };
        DigestResponse first = await site.AnswerAsync();
        DigestResponse unused = await site.AnswerAsync();
        Assert.Equal(HttpStatusCode.OK, (await site.SendAsync(first)).StatusCode);
        for (int i = 0; i < 150; i++)
        {
            site.Time.Advance(TimeSpan.FromMilliseconds(1));
            Assert.Equal(HttpStatusCode.OK, (await site.SendAsync(await site.AnswerAsync())).StatusCode);
        }

        using HttpResponseMessage replay = await site.SendAsync(first);
        using HttpResponseMessage old = await site.SendAsync(unused);

        Assert.Contains("stale=true", DigestSite.Challenge(replay), StringComparison.Ordinal);
        Assert.Contains("stale=true", DigestSite.Challenge(old), StringComparison.Ordinal);
    }
}
