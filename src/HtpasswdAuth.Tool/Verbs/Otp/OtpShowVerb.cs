using System.CommandLine;
using System.Security.Cryptography;

namespace HtpasswdAuth.Tool;

internal static class OtpShowVerb
{
    public static Command Create(IConsole console, OtpOptions options)
    {
        Argument<string> user = OtpOptions.User();
        var verb = new Command("show", "Show a user's secret again: address, key and QR code.") { user };
        var pictures = new OtpPictureOptions(verb);
        verb.SetAction(result => options.Read(console, result, site =>
        {
            using OtpPictureFiles files = pictures.OpenFiles(result);
            site.Require(result.GetValue(user)!);
            OtpEnrolment enrolment = site.FindEnrolment(result.GetValue(user)!);
            byte[] secret = site.Reveal(enrolment, site.LoadKeys());
            try
            {
                pictures.Show(site, result, files, enrolment, secret, OtpSite.NextCounter(enrolment, site.LoadState().Find(enrolment.User)));
                files.Keep();
                return ExitCodes.Success;
            }
            finally
            {
                CryptographicOperations.ZeroMemory(secret);
            }
        }));
        return verb;
    }
}
