using System.Diagnostics;
using System.Net;
using System.Security.Cryptography;
using HtpasswdAuth.Testing;

namespace HtpasswdAuth.Faults.Tests;

/// <summary>Users who change their own passwords at the site, and an administrator with <c>htauth</c>, which is killed now and then.</summary>
internal sealed class OurWriters(string file, RestartedSite site, ForeignWriters foreign, Ledger ledger)
{
    /// <summary>How many passwords back those that a foreign program brings back can be.</summary>
    private const int Remembered = 8;

    private readonly List<string> _removed = ["never"];

    /// <summary>A password of the policy's liking that no other user has.</summary>
    public static string Password(string user, int turn) => $"harbour {user[^2..]} lantern {turn} quince";

    /// <summary>Where another program puts old lines back, the password that was acknowledged last is not the one that counts: those before it are tried.</summary>
    public async Task ChangeAsync(string user, int round)
    {
        string[] possible = [.. ledger.Passwords(user).Take(Remembered)];
        Change? certain = ledger.Certain(user);
        Change change = ledger.Ask(user, Password(user, round + 1));
        foreach (string current in possible)
        {
            HttpStatusCode? answer = await site.ChangeAsync(user, current, change.Password);
            ledger.Count($"changes {Text(answer)}");
            if (answer is HttpStatusCode.Forbidden or HttpStatusCode.Unauthorized)
            {
                if (certain?.Password == current)
                {
                    ledger.Lose(certain, $"a change was answered {answer}");
                }

                continue;
            }

            await SettleAsync(change, answer);
            return;
        }

        ledger.Refuse(change);
        ledger.Count("changes with no password that counts");
    }

    public async Task ChangeByHtauthAsync(int round)
    {
        Change change = ledger.Ask($"ours{round % 5}", $"password{round}");
        bool isKilled = round % 4 == 3;
        using Process process = DotnetProgram.Start("htauth", ["htpasswd", "-b", "-s", file, change.User, change.Password]);
        Task<string> error = process.StandardError.ReadToEndAsync();
        if (isKilled)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(RandomNumberGenerator.GetInt32(50, 600)));
            process.Kill();
        }

        await Eventually.EndsAsync(process.WaitForExitAsync(), "htauth to end");
        switch (process.ExitCode)
        {
            case 0:
                change.Acknowledge();
                ledger.Count("htauth done");
                break;
            case 137:
                ledger.Count("htauth killed");
                break;
            default:
                // Nothing was written, and it says so.
                Assert.Contains("unable to update file", await error, StringComparison.Ordinal);
                ledger.Refuse(change);
                ledger.Count("htauth refused");
                break;
        }
    }

    /// <summary>Takes away a user for good: from then on no server may let that one in.</summary>
    public async Task RemoveAsync(int round)
    {
        string user = $"leaver{round}";
        bool isRemoved = foreign.Alone(() =>
            Htauth.Run("htpasswd", "-b", "-s", file, user, "right").ExitCode == 0
            && Htauth.Run("htpasswd", "-D", file, user).ExitCode == 0);
        if (isRemoved)
        {
            await Eventually.IsTrueAsync(async () => await site.SignInAsync(user, "right") is HttpStatusCode.Unauthorized, $"{user} to be unknown");
            lock (_removed)
            {
                _removed.Add(user);
            }

            ledger.Count("removed users");
        }

        await Task.Delay(TimeSpan.FromSeconds(2));
    }

    public string AnyRemoved()
    {
        lock (_removed)
        {
            return _removed[RandomNumberGenerator.GetInt32(_removed.Count)];
        }
    }

    private static string Text(HttpStatusCode? answer) => answer is null ? "cut off" : $"{(int)answer}";

    private async Task SettleAsync(Change change, HttpStatusCode? answer)
    {
        if (answer == HttpStatusCode.NoContent)
        {
            change.Acknowledge();
            HttpStatusCode? signIn = await site.SignInAsync(change.User, change.Password);
            ledger.Count($"first sign-ins {Text(signIn)}");
            if (signIn == HttpStatusCode.Unauthorized)
            {
                ledger.Lose(change, "the new password was answered 401");
            }
        }
        else if (answer is not null)
        {
            if (answer is not (HttpStatusCode.ServiceUnavailable or HttpStatusCode.Conflict))
            {
                ledger.Fault($"a change was answered {answer}");
            }

            ledger.Refuse(change);
        }

        await Task.Delay(TimeSpan.FromMilliseconds(200 + RandomNumberGenerator.GetInt32(800)));
    }
}
