using System.CommandLine;
using System.Security.Cryptography;

namespace HtpasswdAuth.Tool;

internal static class OtpRecoveryVerb
{
    public static Command Create(IConsole console, OtpOptions options)
    {
        Argument<string> user = OtpOptions.User();
        var verb = new Command("recovery", "Make new recovery codes for a user; the old ones are good no longer.") { user };
        verb.SetAction(result => options.Run(console, result, site => Run(site, result.GetValue(user)!)));
        return verb;
    }

    private static int Run(OtpSite site, string user)
    {
        site.Require(user);
        site.FindEnrolment(user);
        OtpKeyRing keys = site.LoadKeys();
        string[] codes = RecoveryCodes.Generate();
        try
        {
            site.Update(user, held => held.Enrolment is { } enrolment ? held with { Enrolment = enrolment.WithRecoveryCodes(codes, keys) } : null);
        }
        catch (CryptographicException)
        {
            throw new VerbException(
                ExitCodes.InvalidFile,
                $"the secret of {SafeText.Show(user)} cannot be decrypted: put its key back into {SafeText.Show(site.Files.Keys)}, or enrol the user again");
        }

        RecoveryOutput.Write(site, codes);
        return ExitCodes.Success;
    }
}
