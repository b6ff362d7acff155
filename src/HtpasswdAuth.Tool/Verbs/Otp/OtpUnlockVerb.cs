using System.CommandLine;

namespace HtpasswdAuth.Tool;

internal static class OtpUnlockVerb
{
    public static Command Create(IConsole console, OtpOptions options)
    {
        Argument<string> user = OtpOptions.User();
        var verb = new Command("unlock", "Forget a user's wrong codes, so that the next one is tried at once.") { user };
        verb.SetAction(result => options.Change(console, result, site => Run(site, result.GetValue(user)!)));
        return verb;
    }

    private static int Run(OtpSite site, string user)
    {
        OtpUserState state = site.LoadState().Find(user);
        if (state.Failures.Count == 0 && state.RecoveryFailures.Count == 0 && state.DeviceFailures.IsEmpty)
        {
            site.Warn($"{SafeText.Show(user)} has no wrong codes to forget");
            return ExitCodes.Success;
        }

        site.UpdateState(user, current => current.Unlocked());
        return ExitCodes.Success;
    }
}
