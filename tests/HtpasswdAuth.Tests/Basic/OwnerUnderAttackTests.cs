using System.Globalization;
using System.Net;
using HtpasswdAuth.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace HtpasswdAuth.Tests;

/// <summary>A user signs in while others guess, over sockets and behind a proxy whose headers are trusted.</summary>
public sealed class OwnerUnderAttackTests : IAsyncDisposable
{
    private readonly FakeTimeProvider _time = new();
    private readonly TempDirectory _directory = new();
    private readonly HttpClient _client = new();
    private WebApplication? _app;
    private int _guess;

    [Theory]
    [InlineData(6)]
    [InlineData(100)]
    public async Task Owner_has_one_of_the_next_two_turns_in_a_new_network_and_waits_for_none_in_a_known_one(int networks)
    {
        await StartAsync();
        Assert.Equal(HttpStatusCode.OK, (await SignInAsync("198.51.100.7")).StatusCode);
        string[] guessers = [.. Enumerable.Range(0, 100).Select(number => $"203.0.{number}.1")];
        foreach (string guesser in guessers)
        {
            await GuessAsync(guesser);
        }

        guessers = guessers[^networks..];
        await AttackAsync(guessers, seconds: 600);
        HttpResponseMessage first = await SignInAsync("192.0.2.7");
        Assert.Equal(HttpStatusCode.TooManyRequests, first.StatusCode);

        int waited = await WaitAsync(first, guessers);
        HttpResponseMessage second = await SignInAsync("192.0.2.7");
        if (second.StatusCode == HttpStatusCode.TooManyRequests)
        {
            waited += await WaitAsync(second, guessers);
            second = await SignInAsync("192.0.2.7");
        }

        Assert.Equal(HttpStatusCode.OK, second.StatusCode);
        Assert.InRange(waited, 1, 2 * 480);
        await AttackAsync(guessers, seconds: 60);
        Assert.Equal(HttpStatusCode.OK, (await SignInAsync("198.51.100.7", "bob")).StatusCode);
        _time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(HttpStatusCode.OK, (await SignInAsync("198.51.100.7")).StatusCode);
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        if (_app is not null)
        {
            await _app.DisposeAsync();
        }

        _directory.Dispose();
    }

    private async Task StartAsync()
    {
        string hash = TestSite.Sha(TestSite.Password);
        _directory.Write("users.htpasswd", $"alice:{hash}\nbob:{hash}\n");
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = _directory.Path });
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddAuthorization().AddSingleton<TimeProvider>(_time);
        builder.Services.AddAuthentication().AddHtpasswd("users.htpasswd");
        builder.Services.Configure<ForwardedHeadersOptions>(
            options => options.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto);
        _app = builder.Build();
        _app.UseForwardedHeaders();
        _app.UseAuthentication().UseAuthorization();
        _app.MapGet("/", () => "inside").RequireAuthorization();
        await _app.StartAsync();
        _client.BaseAddress = new Uri(_app.Urls.First());
    }

    private Task<HttpResponseMessage> SignInAsync(string network, string user = "alice") => SendAsync(network, user, TestSite.Password);

    private async Task GuessAsync(string network) =>
        (await SendAsync(network, "alice", $"guess {Interlocked.Increment(ref _guess)}")).Dispose();

    private async Task<HttpResponseMessage> SendAsync(string network, string user, string password)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/");
        request.Headers.Add("X-Forwarded-For", network);
        request.Headers.Add("X-Forwarded-Proto", "https");
        request.Headers.TryAddWithoutValidation("Authorization", TestSite.Basic(user, password));
        return await _client.SendAsync(request);
    }

    private async Task<int> WaitAsync(HttpResponseMessage response, string[] guessers)
    {
        int seconds = int.Parse(response.Headers.RetryAfter!.ToString(), CultureInfo.InvariantCulture);
        await AttackAsync(guessers, seconds);
        return seconds;
    }

    /// <summary>
    /// Ten guesses of each network at the beginning, and one each twenty seconds: that asking more often changes nothing is shown
    /// elsewhere.
    /// </summary>
    private async Task AttackAsync(string[] guessers, int seconds)
    {
        await Parallel.ForEachAsync(guessers, async (guesser, _) =>
        {
            for (int asked = 0; asked < 10; asked++)
            {
                await GuessAsync(guesser);
            }
        });
        for (int second = 0; second < seconds; second += 20)
        {
            foreach (string guesser in guessers)
            {
                await GuessAsync(guesser);
            }

            _time.Advance(TimeSpan.FromSeconds(Math.Min(20, seconds - second)));
        }
    }
}
