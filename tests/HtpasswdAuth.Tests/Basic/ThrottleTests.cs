using System.Globalization;
using System.Net;
using System.Text;
using HtpasswdAuth.Testing;
using Microsoft.Extensions.Logging;

namespace HtpasswdAuth.Tests;

public sealed class ThrottleTests
{
    private static readonly IPAddress Guesser = IPAddress.Parse("192.0.2.7");

    [Fact]
    public async Task Guesser_is_told_when_to_come_back_and_is_not_asked_for_a_password()
    {
        await using TestSite site = Site();
        await GuessAsync(site, 20);

        HttpResponseMessage response = await site.SignInAsync(password: "one more");

        Assert.Equal(HttpStatusCode.TooManyRequests, response.StatusCode);
        Assert.Equal("1", response.Headers.RetryAfter!.ToString());
        Assert.Equal("no-store", response.Headers.CacheControl!.ToString());
        Assert.Equal("Authorization", response.Headers.Vary.ToString());
        Assert.Empty(response.Headers.WwwAuthenticate);
        Assert.Equal("Too many wrong passwords. Try again in 1 second.\n", await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Retry_after_counts_down_in_whole_seconds_rounded_up()
    {
        await using TestSite site = Site();
        await GuessAsync(site, 20);
        await WaitAndGuessAsync(site, 1);
        await WaitAndGuessAsync(site, 2);

        var answered = new List<string>();
        for (int i = 0; i < 9; i++)
        {
            HttpResponseMessage response = await site.SignInAsync(password: "one more");
            answered.Add(response.StatusCode == HttpStatusCode.TooManyRequests ? $"{response.Headers.RetryAfter}" : $"{(int)response.StatusCode}");
            site.Time.Advance(TimeSpan.FromSeconds(0.5));
        }

        Assert.Equal(["4", "4", "3", "3", "2", "2", "1", "1", "401"], answered);
        Assert.Equal("Too many wrong passwords. Try again in 8 seconds.\n", await (await site.SignInAsync(password: "another")).Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Remembered_password_passes_all_through_an_attack()
    {
        await using TestSite site = Site();
        Assert.Equal(HttpStatusCode.OK, (await site.SignInAsync()).StatusCode);

        for (int i = 0; i < 100; i++)
        {
            await site.SignInAsync(password: $"guess {i}");
            Assert.Equal(HttpStatusCode.OK, (await site.SignInAsync()).StatusCode);
            site.Time.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.NotEmpty(site.Logs.Named("TooManyAttempts"));
    }

    [Fact]
    public async Task Browser_that_resends_an_old_password_locks_nobody_out()
    {
        await using TestSite site = Site();

        for (int i = 0; i < 50; i++)
        {
            Assert.Equal(HttpStatusCode.Unauthorized, (await site.SignInAsync(password: "last year's")).StatusCode);
            site.Time.Advance(TimeSpan.FromSeconds(i % 2 * 15));
        }

        Assert.Equal(HttpStatusCode.OK, (await site.SignInAsync()).StatusCode);
    }

    [Fact]
    public async Task Known_and_unknown_names_are_answered_alike_over_a_whole_run_of_guesses()
    {
        await using TestSite known = Site(throttle => throttle.FailuresPerUser = 7);
        await using TestSite unknown = Site(throttle => throttle.FailuresPerUser = 7);
        var statuses = new HashSet<HttpStatusCode>();

        for (int i = 0; i < 150; i++)
        {
            // Networks change, so that it is now the network that has to wait and now the name.
            known.ClientAddress = unknown.ClientAddress = IPAddress.Parse(string.Create(CultureInfo.InvariantCulture, $"198.51.100.{i / 30}"));
            HttpResponseMessage response = await known.SignInAsync("alice", $"guess {i / 2}");
            Assert.Equal(await DescribeAsync(response), await DescribeAsync(await unknown.SignInAsync("mallory", $"guess {i / 2}")));
            statuses.Add(response.StatusCode);
            known.Time.Advance(TimeSpan.FromSeconds(i % 5));
            unknown.Time.Advance(TimeSpan.FromSeconds(i % 5));
        }

        Assert.Equal([HttpStatusCode.Unauthorized, HttpStatusCode.TooManyRequests], statuses.Order());
    }

    [Fact]
    public async Task Another_network_is_not_held_up_and_local_clients_are_no_network()
    {
        await using TestSite site = Site();
        await GuessAsync(site, 20);

        site.ClientAddress = IPAddress.Parse("192.0.2.8");
        Assert.Equal(HttpStatusCode.Unauthorized, (await site.SignInAsync("bob", "wrong")).StatusCode);

        site.ClientAddress = null;
        for (int i = 0; i < 100; i++)
        {
            Assert.Equal(HttpStatusCode.Unauthorized, (await site.SignInAsync($"user{i}", "wrong")).StatusCode);
        }
    }

    [Fact]
    public async Task Requests_without_credentials_or_with_malformed_ones_neither_count_nor_wait()
    {
        await using TestSite site = Site();
        for (int i = 0; i < 30; i++)
        {
            await site.GetAsync();
            await site.GetAsync($"Basic !!{i}");
        }

        await GuessAsync(site, 20);

        Assert.Equal(HttpStatusCode.Unauthorized, (await site.GetAsync()).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await site.GetAsync("Basic !!")).StatusCode);
        Assert.Equal(HttpStatusCode.TooManyRequests, (await site.SignInAsync(password: "one more")).StatusCode);
    }

    [Fact]
    public async Task Password_composed_otherwise_than_in_the_file_is_no_failure()
    {
        // As sent it does not match and is hashed; composed, it does.
        await using var site = new TestSite
        {
            ClientAddress = Guesser,
            Https = true,
            UserFileContent = string.Concat(Enumerable.Range(0, 40).Select(i => $"user{i}:{TestSite.Sha("grün")}\n")),
        };

        for (int i = 0; i < 40; i++)
        {
            Assert.Equal(HttpStatusCode.OK, (await site.SignInAsync($"user{i}", "grün".Normalize(NormalizationForm.FormD))).StatusCode);
        }
    }

    [Fact]
    public async Task Refused_requests_are_logged_and_the_begin_is_a_warning()
    {
        await using TestSite site = Site();
        await GuessAsync(site, 20);
        await site.SignInAsync("x\u2028y", "one more");
        await site.SignInAsync(password: "one more");

        Assert.Equal(
            [$"[auth_basic:info] [pid {Environment.ProcessId}] [client 192.0.2.7:50123] user x\\u2028y: too many wrong passwords before; answered 429 for \"/\"",
                $"[auth_basic:info] [pid {Environment.ProcessId}] [client 192.0.2.7:50123] user alice: too many wrong passwords before; answered 429 for \"/\""],
            site.Logs.Named("TooManyAttempts").Select(entry => entry.Message));
        Assert.All(site.Logs.Named("TooManyAttempts"), entry => Assert.Equal((LogLevel.Information, 1008), (entry.Level, entry.Event.Id)));
        LogEntry warning = Assert.Single(site.Logs.Named("AttemptsDelayed"));
        Assert.Equal(LogLevel.Warning, warning.Level);
        Assert.Contains("[client 192.0.2.7] user alice", warning.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Events_see_the_reason_and_the_wait()
    {
        var failures = new List<HtpasswdFailure>();
        TimeSpan? wait = null;
        await using TestSite site = Site(configure: options =>
        {
            options.Events.OnAuthenticationFailed = context =>
            {
                failures.Add(context.Failure);
                return Task.CompletedTask;
            };
            options.Events.OnChallenge = context =>
            {
                wait = context.RetryAfter;
                return Task.CompletedTask;
            };
        });
        await GuessAsync(site, 20);
        Assert.Null(wait);
        site.Time.Advance(TimeSpan.FromSeconds(0.25));

        await site.SignInAsync(password: "one more");

        Assert.Equal(HtpasswdFailure.TooManyAttempts, failures[^1]);
        Assert.Equal(TimeSpan.FromSeconds(0.75), wait);
    }

    [Fact]
    public async Task Switched_off_it_holds_nobody_up_and_a_restart_forgets()
    {
        await using TestSite off = Site(throttle => throttle.Enabled = false);
        await GuessAsync(off, 100);

        await using TestSite before = Site();
        await GuessAsync(before, 20);
        Assert.Equal(HttpStatusCode.TooManyRequests, (await before.SignInAsync()).StatusCode);
        await using TestSite after = Site();
        Assert.Equal(HttpStatusCode.OK, (await after.SignInAsync()).StatusCode);
    }

    private static TestSite Site(Action<AttemptThrottleOptions>? throttle = null, Action<HtpasswdOptions>? configure = null) => new()
    {
        ClientAddress = Guesser,
        Https = true,
        Options = options =>
        {
            throttle?.Invoke(options.AttemptThrottle);
            configure?.Invoke(options);
        },
    };

    private static async Task GuessAsync(TestSite site, int count)
    {
        for (int i = 0; i < count; i++)
        {
            Assert.Equal(HttpStatusCode.Unauthorized, (await site.SignInAsync(password: $"guess {i}")).StatusCode);
        }
    }

    private static async Task WaitAndGuessAsync(TestSite site, int seconds)
    {
        site.Time.Advance(TimeSpan.FromSeconds(seconds));
        Assert.Equal(HttpStatusCode.Unauthorized, (await site.SignInAsync(password: $"after {seconds}")).StatusCode);
    }

    /// <summary>All that a client sees.</summary>
    private static async Task<string> DescribeAsync(HttpResponseMessage response) =>
        $"{(int)response.StatusCode}\n{response.Headers}{response.Content.Headers}\n{await response.Content.ReadAsStringAsync()}";
}
