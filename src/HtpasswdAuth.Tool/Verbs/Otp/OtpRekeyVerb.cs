using System.CommandLine;

namespace HtpasswdAuth.Tool;

internal static class OtpRekeyVerb
{
    public static Command Create(IConsole console, OtpOptions options)
    {
        var finish = new Option<bool>("--finish") { Description = "Remove the old keys, which ends the sessions that were begun under them. First let every node of the site read the new one." };
        var verb = new Command("rekey", "Make a new key and encrypt all secrets under it; --finish then removes the old keys.") { finish };
        verb.SetAction(result => options.Change(console, result, site => Run(site, result.GetValue(finish))));
        return verb;
    }

    private static int Run(OtpSite site, bool finish)
    {
        OtpKeyRing keys = site.RenewKeys(finish);
        using (Progress.Start(site.Console, "Encrypting"))
        {
            site.Rekey(keys);
        }

        // What claims the current key's id may be under another key of that id, which was lost: then no key is to be removed.
        foreach (OtpEnrolment enrolment in site.LoadSecrets().Users.Select(user => user.Enrolment).OfType<OtpEnrolment>())
        {
            site.CheckReveals(enrolment, keys);
        }

        if (finish)
        {
            site.DropOldKeys();
            site.Say($"Only {keys.CurrentKeyId} is left. Sessions and known browsers from before it are over: their users give password and code once more.");
            return ExitCodes.Success;
        }

        site.Say($"The secrets are encrypted under {keys.CurrentKeyId} now. When every node of the site has read it: htauth otp rekey --finish");
        return ExitCodes.Success;
    }
}
