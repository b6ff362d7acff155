using System.CommandLine;

namespace HtpasswdAuth.Tool;

internal static class OtpRemoveVerb
{
    public static Command Create(IConsole console, OtpOptions options)
    {
        Argument<string> user = OtpOptions.User();
        var all = new Option<bool>("--all") { Description = "App passwords too, as always with a user who is no longer in the password file." };
        var verb = new Command("remove", "Remove a user's secret, recovery codes and ticket: the password is enough from then on, where the site allows it.") { user, all };
        verb.SetAction(result => options.Change(console, result, site => Run(site, result.GetValue(user)!, result.GetValue(all))));
        return verb;
    }

    private static int Run(OtpSite site, string user, bool all)
    {
        bool withAppPasswords = all || !site.Knows(user);
        bool found = false;
        if (!site.Find(user).IsEmpty)
        {
            site.Update(user, held =>
            {
                OtpUser left = withAppPasswords ? new OtpUser(user) : held with { Enrolment = null, Ticket = null };
                found = left != held;
                return left;
            });
        }

        if (!found)
        {
            throw new VerbException(ExitCodes.ProblemsFound, $"nothing to remove: {SafeText.Show(user)} is not enrolled");
        }

        return ExitCodes.Success;
    }
}
