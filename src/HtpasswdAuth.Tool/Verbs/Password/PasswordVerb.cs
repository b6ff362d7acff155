using System.CommandLine;

namespace HtpasswdAuth.Tool;

/// <summary>Who must change a password: <c>htauth password …</c>.</summary>
internal static class PasswordVerb
{
    public const string Name = "password";

    private const int LongestHours = 24 * 365;

    /// <param name="console">Where everything goes.</param>
    /// <param name="isWanted">Whether the verbs below are needed; see <see cref="OtpVerb.Create"/>.</param>
    public static Command Create(IConsole console, bool isWanted)
    {
        var verb = new Command(Name, "Have users change their passwords, and give them temporary ones.");
        if (isWanted)
        {
            var options = new PasswordOptions(verb);
            verb.Add(Require(console, options));
            verb.Add(Temporary(console, options));
            verb.Add(Release(console, options));
            verb.Add(List(console, options));
        }

        return verb;
    }

    private static Command Require(IConsole console, PasswordOptions options)
    {
        Argument<string> user = OtpOptions.User();
        var verb = new Command("require", "Let a user do nothing on the site before having set another password.") { user };
        verb.SetAction(result => options.Change(console, result, site => site.Require(result.GetValue(user)!)));
        return verb;
    }

    private static Command Temporary(IConsole console, PasswordOptions options)
    {
        Argument<string> user = OtpOptions.User();
        var hours = new Option<int>("--hours") { Description = $"How long it is good, 1 to {LongestHours}.", DefaultValueFactory = _ => 24 };
        var add = new Option<bool>("--add") { Description = "Add the user if there is none of the name." };
        var verb = new Command("temporary", "Give a user a random password, which must be changed on the site before it ends.") { user, hours, add };
        verb.SetAction(result => options.Change(console, result, site => RunTemporary(site, result.GetValue(user)!, result.GetValue(hours), result.GetValue(add))));
        return verb;
    }

    private static Command Release(IConsole console, PasswordOptions options)
    {
        Argument<string> user = OtpOptions.User();
        var verb = new Command("release", "Take back that a user must change the password, and that it ends.") { user };
        verb.SetAction(result => options.Change(console, result, site => site.Release(result.GetValue(user)!)));
        return verb;
    }

    private static Command List(IConsole console, PasswordOptions options)
    {
        var verb = new Command("list", "List who must change the password, and until when.");
        verb.SetAction(result => options.Read(console, result, static site => site.List()));
        return verb;
    }

    private static int RunTemporary(PasswordSite site, string user, int hours, bool add) => hours is < 1 or > LongestHours
        ? throw new VerbException(ExitCodes.Syntax, $"--hours takes 1 to {LongestHours}. See \"htauth password temporary --help\".")
        : site.SetTemporary(user, TimeSpan.FromHours(hours), add);
}
