using System.Globalization;
using HtpasswdAuth.Benchmarks.Measuring;

namespace HtpasswdAuth.Benchmarks.Storm;

/// <summary>How many of those who log in all at once are let in a second: waiting passwords hashed side by side, against one at a time.</summary>
internal static class LoginStorm
{
    private static readonly LoginCase[] Cases = [new(10, 1, 60), new(10, 2, 60), new(12, 1, 18), new(12, 2, 18)];

    public static async Task RunAsync(TextWriter output, Settings settings)
    {
        int rounds = settings.Get("rounds", 5);
        output.WriteLine($"Right passwords of as many users at once, in the process itself; the two take turns; medians of {rounds} rounds, the ratios' too.");
        output.WriteLine();
        output.WriteLine("| logins at once | workers | logins/s, one at a time | logins/s, side by side | ratio | processor ms/login, one at a time | side by side | ratio |");
        output.WriteLine("|---|---|---|---|---|---|---|---|");
        foreach (LoginCase one in Cases)
        {
            output.WriteLine(await MeasureAsync(one, rounds));
        }
    }

    private static async Task<string> MeasureAsync(LoginCase one, int rounds)
    {
        HtpasswdFile file = LoginSite.CreateFile(one);
        using var alone = new LoginSite(one, file, maxTogether: 1);
        using var together = new LoginSite(one, file, PasswordHash.BcryptLanes);
        var turns = new (LoginFigures Alone, LoginFigures Together)[rounds];
        for (int round = 0; round < rounds; round++)
        {
            turns[round] = (await alone.LogInAsync(), await together.LogInAsync());
        }

        return string.Create(
            CultureInfo.InvariantCulture,
            $"| {one.Logins} of bcrypt {one.Cost} | {one.Workers} | {turns.Select(turn => turn.Alone.PerSecond).Median():0.0} | {turns.Select(turn => turn.Together.PerSecond).Median():0.0} | {turns.Select(turn => turn.Together.PerSecond / turn.Alone.PerSecond).Median():0.00} | {turns.Select(turn => turn.Alone.ProcessorMilliseconds).Median():0.0} | {turns.Select(turn => turn.Together.ProcessorMilliseconds).Median():0.0} | {turns.Select(turn => turn.Together.ProcessorMilliseconds / turn.Alone.ProcessorMilliseconds).Median():0.00} |");
    }
}
