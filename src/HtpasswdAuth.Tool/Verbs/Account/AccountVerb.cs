using System.CommandLine;

namespace HtpasswdAuth.Tool;

/// <summary>The account database beside a password file: <c>htauth account …</c>.</summary>
internal static class AccountVerb
{
    public const string Name = "account";

    /// <param name="console">Where everything goes.</param>
    /// <param name="isWanted">Whether the verbs below are needed; see <see cref="OtpVerb.Create"/>.</param>
    public static Command Create(IConsole console, bool isWanted)
    {
        var verb = new Command(Name, "Look after the account database: what is known of users beside their passwords.");
        if (isWanted)
        {
            var options = new AccountOptions(verb);
            verb.Add(AccountStatusVerb.Create(console, options));
            verb.Add(AccountInitVerb.Create(console, options));
            verb.Add(AccountImportVerb.Create(console, options));
            verb.Add(AccountExportVerb.Create(console, options));
            verb.Add(AccountBackupVerb.Create(console, options));
            verb.Add(AccountRestoreVerb.Create(console, options));
            verb.Add(AccountAcceptVerb.Create(console, options));
        }

        return verb;
    }
}
