using System.Globalization;
using HtpasswdAuth.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace HtpasswdAuth.EditorProcess;

/// <summary>What this process does to an account database.</summary>
public static class AccountEdits
{
    public const string EnrolmentId = "00112233445566778899aabbccddeeff";

    /// <summary>Spends one code after another, for ever, and prints each when it is on the disk.</summary>
    public static async Task ChurnAsync(string userFile, string user)
    {
        using var database = new HtpasswdAccountDatabase(AccountFiles.Beside(userFile));
        for (;;)
        {
            long spent = 0;
            await database.UpdateOtpStateAsync(user, state =>
            {
                spent = state.LastStep + 1;
                return state.WithAccepted(EnrolmentId, spent, device: null);
            });
            Console.WriteLine(spent.ToString(CultureInfo.InvariantCulture));
        }
    }

    /// <summary>Spends one code after another by the stores of a site, and prints each that was accepted, or the kind of failure.</summary>
    public static async Task ServeAsync(string userFile, string user)
    {
        using var accounts = new SqliteAccounts(
            AccountPlace.Beside(AccountFiles.Beside(userFile)), new HtpasswdSqliteOptions(), TimeProvider.System, NullLogger.Instance);
        accounts.Start();
        for (;;)
        {
            long spent = 0;
            try
            {
                await accounts.OtpStates.UpdateAsync(
                    user,
                    state =>
                    {
                        spent = state.LastStep + 1;
                        return state.WithAccepted(EnrolmentId, spent, device: null);
                    },
                    CancellationToken.None);
                Console.WriteLine(spent.ToString(CultureInfo.InvariantCulture));
            }
            catch (IOException exception)
            {
                Console.WriteLine(exception.GetType().Name);
            }
        }
    }

    /// <summary>Gives equal codes at once.</summary>
    /// <returns>How many were accepted.</returns>
    public static async Task<int> AcceptAsync(string userFile, string user, long step, int times)
    {
        using var database = new HtpasswdAccountDatabase(AccountFiles.Beside(userFile));
        bool[] accepted = await Task.WhenAll(Enumerable.Range(0, times).Select(_ => Task.Run(async () =>
        {
            bool isAccepted = false;
            await database.UpdateOtpStateAsync(user, state =>
            {
                isAccepted = state.IsUnused(EnrolmentId, step);
                return isAccepted ? state.WithAccepted(EnrolmentId, step, device: null) : state;
            });
            return isAccepted;
        })));
        return accepted.Count(one => one);
    }
}
