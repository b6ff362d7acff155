using System.Globalization;
using System.Net;

namespace HtpasswdAuth.Tests;

/// <summary>
/// However a guesser goes about it, the sums of docs/security-model.md are not exceeded: strategies over networks, ranges, known networks,
/// stolen cookies, forms of the name, pauses and restarts are played for a year each; more of them with HTPASSWDAUTH_LONG.
/// </summary>
public sealed class GuessingSumTests(ITestOutputHelper output)
{
    private static readonly bool IsLong = Environment.GetEnvironmentVariable("HTPASSWDAUTH_LONG") is not null;
    private static readonly int Strategies = IsLong ? 2_000 : 60;
    private static readonly int Days = (int)PasswordGuesser.Year.TotalDays;

    [Fact]
    public void Passwords_are_guessed_280_times_a_day_and_32_times_more_for_each_known_network_and_stolen_cookie()
    {
        var chance = new Choices();
        (int Day, int Year, PasswordStrategy? Strategy) best = default;
        (int Day, int Year, PasswordStrategy? Strategy) bestOfStrangers = default;
        for (int number = 0; number < Strategies; number++)
        {
            PasswordStrategy strategy = Strategy(chance, number);
            using var guesser = new PasswordGuesser(strategy);
            GuessTimes guesses = guesser.Play();
            (int day, int year) = (guesses.MostInADay(), guesses.Count);

            int apart = strategy.KnownNetworks + strategy.Cookies;
            int restartsADay = (int)Math.Ceiling(TimeSpan.FromDays(1) / strategy.RestartEvery);
            Assert.InRange(day, 1, 280 + (32 * apart) + (restartsADay * (100 + (20 * apart))));
            Assert.InRange(year, 1, 100 + (180 * Days) + (apart * (20 + (12 * Days))) + (guesser.Restarts * (100 + (20 * apart))));
            if (guesser.Restarts == 0)
            {
                best = year > best.Year ? (day, year, strategy) : best;
                bestOfStrangers = apart == 0 && year > bestOfStrangers.Year ? (day, year, strategy) : bestOfStrangers;
                Assert.InRange(day, 1, 280 + (32 * apart));
            }
        }

        output.WriteLine($"passwords, strangers alone: {Describe(bestOfStrangers)}");
        output.WriteLine($"passwords: {Describe(best)}");

        // The search is worth something only where it comes close.
        Assert.InRange(bestOfStrangers.Year, 65_700, 100 + (180 * Days));
    }

    [Fact]
    public async Task Codes_are_guessed_100_times_and_once_a_day_and_a_hundred_times_with_each_known_browser()
    {
        var chance = new Choices();
        (int Day, int Year, string Strategy) best = (0, 0, "");
        for (int number = 0; number < Strategies / 6; number++)
        {
            (int networks, int devices) = (1 + chance.Next(number % 2 == 0 ? 5 : 200), number % 3);
            GuessTimes guesses = await PlayCodesAsync(networks, devices, isRecovery: false);

            Assert.InRange(guesses.Count, 1, 100 + Days + (100 * devices));
            if (devices == 0 && guesses.Count > best.Year)
            {
                best = (guesses.MostInADay(), guesses.Count, $"{networks} networks");
            }
        }

        output.WriteLine($"codes: {best}");
        Assert.InRange(best.Year, 400, 100 + Days);
    }

    [Fact]
    public async Task Recovery_codes_are_guessed_20_times_a_day()
    {
        var chance = new Choices();
        (int Day, int Year, string Strategy) best = (0, 0, "");
        for (int number = 0; number < Strategies / 12; number++)
        {
            int networks = 1 + chance.Next(number % 2 == 0 ? 3 : 50);
            GuessTimes guesses = await PlayCodesAsync(networks, devices: 0, isRecovery: true);

            Assert.InRange(guesses.MostInADay(), 1, 20);
            Assert.InRange(guesses.Count, 1, 10 + (10 * Days));
            best = guesses.Count > best.Year ? (guesses.MostInADay(), guesses.Count, $"{networks} networks") : best;
        }

        output.WriteLine($"recovery codes: {best}");
    }

    private static string Describe((int Day, int Year, PasswordStrategy? Strategy) best) =>
        string.Create(CultureInfo.InvariantCulture, $"{best.Day} a day, {best.Year} a year, {best.Strategy}");

    private static PasswordStrategy Strategy(Choices chance, int number)
    {
        TimeSpan forEver = TimeSpan.FromDays(1_000);
        return new PasswordStrategy(
            Networks: 1 + chance.Next(((int[])[4, 20, 60, IsLong ? 400 : 120])[number % 4]),
            OfOneRange: chance.Next(4) == 0,
            KnownNetworks: number % 3 == 0 ? 0 : chance.Next(AttemptLimit.MaxNetworks + 1),
            Cookies: number % 3 == 0 ? 0 : chance.Next(4),
            OtherForms: number % 20 == 19 ? 1 + chance.Next(4) : 0,
            AttackFor: chance.Next(2) == 0 ? forEver : TimeSpan.FromMinutes(1 + chance.Next(2_000)),
            RestFor: TimeSpan.FromMinutes(1 + chance.Next(2_000)),
            RestartEvery: number % 5 == 4 ? TimeSpan.FromHours(6 + chance.Next(400)) : forEver);
    }

    private static async Task<GuessTimes> PlayCodesAsync(int networks, int devices, bool isRecovery)
    {
        using var scenario = new FactorScenario();
        DateTimeOffset start = scenario.Time.GetUtcNow();
        var guesses = new GuessTimes();
        var sources = new PriorityQueue<CodeSource, TimeSpan>();
        for (int number = 0; number < networks; number++)
        {
            sources.Enqueue(
                new CodeSource(null, ClientNetwork.From(IPAddress.Parse($"203.{number / 250}.{number % 250}.1"))), TimeSpan.Zero);
        }

        for (int number = 0; number < devices; number++)
        {
            sources.Enqueue(new CodeSource($"device{number}", default), TimeSpan.Zero);
        }

        while (sources.TryDequeue(out CodeSource source, out TimeSpan at) && at < PasswordGuesser.Year)
        {
            TimeSpan now = scenario.Time.GetUtcNow() - start;
            scenario.Time.Advance(at > now ? at - now : TimeSpan.Zero);
            CodeResult result = isRecovery
                ? await scenario.Codes.ConsumeRecoveryAsync("alice", source, "AAAA-AAAA-AAAA-AAAA", CancellationToken.None)
                : await scenario.Codes.ConsumeAsync("alice", source, "000000", CancellationToken.None);
            if (result.Outcome == CodeOutcome.Wrong)
            {
                guesses.Add(at);
            }

            sources.Enqueue(source, at + NextOf(result));
        }

        return guesses;
    }

    /// <summary>What is refused for good is asked again some time within a day.</summary>
    private static TimeSpan NextOf(CodeResult result) => result.Outcome == CodeOutcome.Blocked ? TimeSpan.FromHours(12)
        : result.RetryAfter is { Ticks: > 0 } wait ? wait
        : TimeSpan.FromSeconds(1);
}
