using System.CommandLine;

namespace HtpasswdAuth.Tool;

/// <summary>The second factor: <c>htauth otp …</c>.</summary>
internal static class OtpVerb
{
    public const string Name = "otp";

    /// <param name="console">Where everything goes.</param>
    /// <param name="isWanted">Whether the verbs below are needed. For another verb, or the list of all, the name will do.</param>
    public static Command Create(IConsole console, bool isWanted)
    {
        var verb = new Command(Name, "Enrol users for one-time passwords, and look after them.");
        if (!isWanted)
        {
            return verb;
        }

        var options = new OtpOptions(verb);
        verb.Add(OtpAddVerb.Create(console, options));
        verb.Add(OtpShowVerb.Create(console, options));
        verb.Add(OtpRemoveVerb.Create(console, options));
        verb.Add(OtpListVerb.Create(console, options));
        verb.Add(OtpCheckVerb.Create(console, options));
        verb.Add(OtpUnlockVerb.Create(console, options));
        verb.Add(OtpRecoveryVerb.Create(console, options));
        verb.Add(OtpTicketVerb.Create(console, options));
        verb.Add(OtpAppVerb.Create(console, options));
        verb.Add(OtpImportVerb.Create(console, options));
        verb.Add(OtpExportVerb.Create(console, options));
        verb.Add(OtpRekeyVerb.Create(console, options));
        verb.Add(OtpKeyVerb.Create(console));
        return verb;
    }
}
