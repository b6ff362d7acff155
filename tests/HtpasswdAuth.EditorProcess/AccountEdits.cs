using System.Globalization;
using HtpasswdAuth.Sqlite;

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
