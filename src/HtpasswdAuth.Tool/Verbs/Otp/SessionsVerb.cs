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
        var verb = new Command("revoke", "End all sessions of a user: the next request asks for a code.") { user, all };
        verb.SetAction(result => options.Run(console, result, site => Run(site, result.GetValue(user), result.GetValue(all))));
        return verb;
    }

    private static int Run(OtpSite site, string? user, bool all)
    {
        if (string.IsNullOrEmpty(user) != all)
        {
            throw new VerbException(ExitCodes.Syntax, "name a user, or say --all. See \"htauth sessions revoke --help\".");
        }

        if (!all)
        {
            site.Require(user!);
        }

        site.UpdateState(all ? OtpStateFile.Everyone : user!, state => state.WithSessionsRevoked());
        return ExitCodes.Success;
    }
}
