using System.CommandLine;

namespace HtpasswdAuth.Tool;

/// <summary>What is counted of wrong passwords and codes of a user: <c>htauth attempts</c> and <c>htauth unlock</c>.</summary>
internal static class AttemptsVerb
{
    public const string Name = "attempts";
    public const string UnlockName = "unlock";

    private static readonly string[] Heading = ["COUNTED", "FROM", "TRIES", "FREE AGAIN", "SIGNED IN"];

    public static Command Create(IConsole console)
    {
        Argument<string> user = OtpOptions.User();
        var verb = new Command(Name, "Show how many wrong passwords and codes are counted at a user, from where, and until when.") { user };
        var options = new OtpOptions(verb);
        verb.SetAction(result => options.Read(console, result, (_, store) => Show(console, store, result.GetValue(user)!)));
        return verb;
    }

    public static Command CreateUnlock(IConsole console)
    {
        Argument<string> user = OtpOptions.User();
        var verb = new Command(
            UnlockName,
            "Give back all tries at a user's password, so that the next one is tried at once. For codes: htauth otp unlock.") { user };
        var options = new OtpOptions(verb);
        verb.SetAction(result => options.Change(console, result, (site, store) => Unlock(site, store, result.GetValue(user)!)));
        return verb;
    }

    private static int Show(IConsole console, SiteStore store, string user)
    {
        RequireStore(store);
        DateTimeOffset now = console.Time.GetUtcNow();
        List<string[]> rows = [.. store.LoadAttempts(user).Where(IsCounted).Select(count => RowOf(count, now))];
        OtpUserState state = store.LoadState().Find(user);
        AddCodes("codes", state.Failures.At(now, OtpFailures.GiveBack), OtpFailures.GiveBack);
        AddCodes("recovery codes", state.RecoveryFailures.At(now, OtpFailures.RecoveryGiveBack), OtpFailures.RecoveryGiveBack);
        TextTable.Write(console, Heading, rows);
        return ExitCodes.Success;

        void AddCodes(string what, OtpFailures failures, TimeSpan giveBack)
        {
            if (failures.Count > 0)
            {
                rows.Add([what, "", Number(failures.Count), ShownTime.Minute(now + (failures.Count * giveBack)), ""]);
            }
        }
    }

    private static int Unlock(OtpSite site, SiteStore store, string user)
    {
        RequireStore(store);
        if (!store.LoadAttempts(user).Any(count => count.Debt > TimeSpan.Zero))
        {
            site.Warn($"{SafeText.Show(user)} has no wrong passwords to forget");
            return ExitCodes.Success;
        }

        store.GiveBackAttempts(user);
        return ExitCodes.Success;
    }

    private static void RequireStore(SiteStore store)
    {
        if (store.IsUnused)
        {
            throw new VerbException(
                ExitCodes.FileAccess,
                "there is no account database, so a site counts in memory: a restart forgets it. "
                + "With AddHtpasswdSqlite() it can be seen and forgotten here");
        }
    }

    private static bool IsCounted(AttemptCount count) => count.Debt > TimeSpan.Zero || count.SinceSignIn < AttemptCount.KnownFor;

    private static string[] RowOf(AttemptCount count, DateTimeOffset now)
    {
        (string what, AttemptLimit limit) = count.Key.Kind switch
        {
            AttemptKind.Device => ("known device", AttemptLimit.Device),
            AttemptKind.KnownNetwork => ("known network", AttemptLimit.KnownNetwork),
            _ => ("strangers", AttemptLimit.Name(AttemptLimit.NameTries)),
        };
        return
        [
            what,
            SafeText.Show(count.Place ?? ""),
            Number(limit.TriesOf(count)),
            count.Debt > TimeSpan.Zero ? ShownTime.Minute(now + count.Debt) : "",
            count.SinceSignIn is { } ago ? ShownTime.Minute(now - ago) : "",
        ];
    }

    private static string Number(int number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
