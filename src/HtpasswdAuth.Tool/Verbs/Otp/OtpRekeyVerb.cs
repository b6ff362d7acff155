using System.CommandLine;

namespace HtpasswdAuth.Tool;

internal static class OtpRekeyVerb
{
    public static Command Create(IConsole console, OtpOptions options)
    {
        var finish = new Option<bool>("--finish") { Description = "Remove the old keys, which ends the sessions that were begun under them. First copy the new key file to every node of a fleet." };
        var verb = new Command("rekey", "Make a new key and encrypt all secrets under it, in a fleet with --finish only; --finish removes the old keys.") { finish };
        verb.SetAction(result => options.Change(console, result, site => Run(site, result.GetValue(finish))));
        return verb;
    }

    private static int Run(OtpSite site, bool finish)
    {
        OtpKeyRing keys = site.RenewKeys(finish);
        if (site.IsShared && !finish)
        {
            // A node that has not got the key could read no secret that is under it.
            site.Say($"The key file has {keys.CurrentKeyId} now, and nothing is encrypted under it yet. Copy the file to every node, and then: htauth otp rekey --finish");
            return ExitCodes.Success;
        }

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
