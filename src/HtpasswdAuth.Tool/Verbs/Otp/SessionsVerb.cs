using System.CommandLine;

namespace HtpasswdAuth.Tool;

internal static class SessionsVerb
{
    public const string Name = "sessions";

    /// <param name="console">Where everything goes.</param>
    /// <param name="isWanted">Whether the verbs below are needed; see <see cref="OtpVerb.Create"/>.</param>
    public static Command Create(IConsole console, bool isWanted)
    {
        var verb = new Command(Name, "End the sessions of the second factor.");
        if (isWanted)
        {
            verb.Add(Revoke(console, new OtpOptions(verb)));
        }

        return verb;
    }

    private static Command Revoke(IConsole console, OtpOptions options)
    {
        var user = new Argument<string?>("USER") { Description = "The user's name.", Arity = ArgumentArity.ZeroOrOne };
        var all = new Option<bool>("--all") { Description = "Those of everybody." };
        var apps = new Option<bool>("--app-passwords") { Description = "Take back all app passwords of the user as well; without it they go on." };
        var verb = new Command("revoke", "End all sessions of a user: the next request asks for a code.") { user, all, apps };
        verb.SetAction(result => options.Change(console, result, site => Run(site, result.GetValue(user), result.GetValue(all), result.GetValue(apps))));
        return verb;
    }

    private static int Run(OtpSite site, string? user, bool all, bool withAppPasswords)
    {
        if (string.IsNullOrEmpty(user) != all)
        {
            throw new VerbException(ExitCodes.Syntax, "name a user, or say --all. See \"htauth sessions revoke --help\".");
        }

        if (!all)
        {
            site.Require(user!);
        }

        if (site.IsUnused)
        {
            throw new VerbException(
                ExitCodes.FileAccess,
                "there is no account database, so a site has its sessions in memory: a new password ends those of a user. With AddHtpasswdSqlite() they can be ended here.");
        }

        // First: a program that is signed in by one must not make another in between.
        OtpUser[] holders = [.. (all ? site.LoadSecrets().Users : [site.Find(user!)]).Where(held => !held.AppPasswords.IsEmpty)];
        if (withAppPasswords)
        {
            Array.ForEach(holders, holder => site.Update(holder.Name, held => held with { AppPasswords = [] }));
        }

        site.UpdateState(all ? OtpStateFile.Everyone : user!, state => state.WithSessionsRevoked());
        if (holders.Length > 0 && !withAppPasswords)
        {
            site.Say($"App passwords go on: there are {holders.Sum(holder => holder.AppPasswords.Length)}. To take them back as well: htauth sessions revoke {(all ? "--all" : SafeText.Show(user!))} --app-passwords");
        }

        return ExitCodes.Success;
    }
}
