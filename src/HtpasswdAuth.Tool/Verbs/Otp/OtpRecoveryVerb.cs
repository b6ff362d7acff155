using System.CommandLine;

namespace HtpasswdAuth.Tool;

internal static class OtpRecoveryVerb
{
    public static Command Create(IConsole console, OtpOptions options)
    {
        Argument<string> user = OtpOptions.User();
        var verb = new Command("recovery", "Make new recovery codes for a user; the old ones are good no longer.") { user };
        verb.SetAction(result => options.Change(console, result, site => Run(site, result.GetValue(user)!)));
        return verb;
    }

    private static int Run(OtpSite site, string user)
    {
        site.Require(user);
        site.FindEnrolment(user);
        OtpKeyRing keys = site.LoadKeys();
        string[] codes = RecoveryCodes.Generate();
        site.UpdateAndShow(user, () => RecoveryOutput.Write(site, codes), held =>
        {
            OtpEnrolment enrolment = OtpSite.EnrolmentOf(held);
            site.CheckReveals(enrolment, keys);
            return held with { Enrolment = enrolment.WithRecoveryCodes(codes, keys) };
        });
        return ExitCodes.Success;
    }
}
