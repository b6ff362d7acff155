using System.CommandLine;

namespace HtpasswdAuth.Tool;

internal static class OtpRekeyVerb
{
    public static Command Create(IConsole console, OtpOptions options)
    {
        var finish = new Option<bool>("--finish") { Description = "Remove the old keys, which ends the sessions that were begun under them. First let every node of the site read the new one." };
        var verb = new Command("rekey", "Make a new key and encrypt all secrets under it; --finish then removes the old keys.") { finish };
        verb.SetAction(result => options.Run(console, result, site => Run(site, result.GetValue(finish))));
        return verb;
    }

    private static int Run(OtpSite site, bool finish)
    {
        OtpFiles files = site.RequireFiles();
        OtpKeyRing keys = VerbException.Guard(files.Keys, () => finish ? OtpKeyRing.Load(files.Keys) : OtpKeyRing.AddKey(files.Keys));
        if (File.Exists(files.Secrets))
        {
            using Progress progress = Progress.Start(site.Console, "Encrypting");
            OtpSecretsFile rekeyed = VerbException.Guard(files.Secrets, () => OtpSecretsFile.Rekey(files.Secrets, keys));

            // What claims the current key's id may be under another key of that id, which was lost: then no key is to be removed.
            foreach (OtpEnrolment enrolment in rekeyed.Users.Select(user => user.Enrolment).OfType<OtpEnrolment>())
            {
                site.CheckReveals(enrolment, keys);
            }
        }

        if (finish)
        {
            VerbException.Guard(files.Keys, () => OtpKeyRing.DropOldKeys(files.Keys));
            site.Say($"Only {keys.CurrentKeyId} is left. Sessions and known browsers from before it are over: their users give password and code once more.");
            return ExitCodes.Success;
        }

        site.Say($"The secrets are encrypted under {keys.CurrentKeyId} now. When every node of the site has read it: htauth otp rekey --finish");
        return ExitCodes.Success;
    }
}
