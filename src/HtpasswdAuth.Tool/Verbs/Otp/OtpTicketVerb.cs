using System.CommandLine;

namespace HtpasswdAuth.Tool;

internal static class OtpTicketVerb
{
    private const int LongestHours = 24 * 365;

    public static Command Create(IConsole console, OtpOptions options)
    {
        Argument<string> user = OtpOptions.User();
        var hours = new Option<int>("--hours") { Description = $"How long it is good, 1 to {LongestHours}.", DefaultValueFactory = _ => 24 };
        var verb = new Command("ticket", "Make a one-time ticket, for sites that let nobody enrol with a password alone.") { user, hours };
        verb.SetAction(result => options.Change(console, result, site => Run(site, result.GetValue(user)!, result.GetValue(hours))));
        return verb;
    }

    private static int Run(OtpSite site, string user, int hours)
    {
        site.Require(user);
        if (hours is < 1 or > LongestHours)
        {
            throw new VerbException(ExitCodes.Syntax, $"--hours takes 1 to {LongestHours}. See \"htauth otp ticket --help\".");
        }

        var made = EnrolmentTicket.Create(user, site.Now.AddHours(hours), out string ticket);
        site.UpdateAndShow(user, () => site.Say(ticket), held => held with { Ticket = made });
        site.Warn($"good once, until {ShownTime.Minute(made.Expires)}; an earlier ticket of the user is good no longer");
        return ExitCodes.Success;
    }
}
