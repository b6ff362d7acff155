using System.Collections.Immutable;
using System.CommandLine;

namespace HtpasswdAuth.Tool;

internal static class OtpAppVerb
{
    private const int LongestDays = 3650;

    private static readonly string[] Heading = ["Id", "Name", "Created", "Expires", "Last used", "Paths", "Methods"];

    public static Command Create(IConsole console, OtpOptions options) => new("app", "Passwords for programs, which need no code and can be taken back one by one.")
    {
        Add(console, options), List(console, options), Remove(console, options),
    };

    private static Command Add(IConsole console, OtpOptions options)
    {
        Argument<string> user = OtpOptions.User();
        var name = new Argument<string>("NAME") { Description = "What it is for, 1 to 64 characters." };
        var paths = new Option<string[]>("--path") { Description = "A path it is good for, with all below; may be given several times. All without it." };
        var methods = new Option<string[]>("--method") { Description = "An HTTP method it is good for; may be given several times. All without it." };
        var days = new Option<int?>("--days") { Description = $"How long it is good, 1 to {LongestDays}; for ever without it." };
        var verb = new Command("add", "Make an app password; it is printed once.") { user, name, paths, methods, days };
        verb.SetAction(result => options.Change(console, result, site =>
        {
            site.Require(result.GetValue(user)!);
            if (result.GetValue(days) is < 1 or > LongestDays)
            {
                throw new VerbException(ExitCodes.Syntax, $"--days takes 1 to {LongestDays}. See \"htauth otp app add --help\".");
            }

            ImmutableArray<string> verbs = [.. (result.GetValue(methods) ?? []).Select(method => method.ToUpperInvariant())];
            DateTimeOffset? expires = result.GetValue(days) is { } count ? site.Now.AddDays(count) : null;
            Add(site, result.GetValue(user)!, result.GetValue(name)!, [.. result.GetValue(paths) ?? []], verbs, expires);
            return ExitCodes.Success;
        }));
        return verb;
    }

    private static void Add(
        OtpSite site, string user, string name, ImmutableArray<string> paths, ImmutableArray<string> methods, DateTimeOffset? expires)
    {
        try
        {
            var made = AppPassword.Create(user, name, site.Now, out string password);
            made = made with { Paths = paths, Methods = methods, Expires = expires is { } end ? new DateTimeOffset(end.Ticks - (end.Ticks % TimeSpan.TicksPerSecond), end.Offset) : null };

            // What cannot be kept is refused before it is shown.
            OtpSecretsFile.Empty.With(new OtpUser(user) { AppPasswords = [made] });
            site.UpdateAndShow(user, () => site.Say(password), held => held with { AppPasswords = held.AppPasswords.Add(made) });
        }
        catch (ArgumentException)
        {
            throw new VerbException(
                ExitCodes.Syntax,
                "a name has 1 to 64 characters, a path begins with \"/\" and holds no \"//\", \".\" or escape, a method is a word, "
                + $"and a user has at most {OtpUser.MaxAppPasswords} app passwords");
        }
    }

    private static Command List(IConsole console, OtpOptions options)
    {
        Argument<string> user = OtpOptions.User();
        var verb = new Command("list", "List a user's app passwords: id, name, dates and scope.") { user };
        verb.SetAction(result => options.Read(console, result, site =>
        {
            site.Require(result.GetValue(user)!);
            OtpUserState state = site.LoadState().Find(result.GetValue(user)!);
            TextTable.Write(site.Console, Heading, [.. site.Find(result.GetValue(user)!).AppPasswords.Select(password => Cells(password, state))]);
            return ExitCodes.Success;
        }));
        return verb;
    }

    private static string[] Cells(AppPassword password, OtpUserState state) =>
    [
        password.Id,
        SafeText.Show(password.Name),
        ShownTime.Day(password.Created),
        password.Expires is { } end ? ShownTime.Minute(end) : "never",
        state.AppPasswordUses.TryGetValue(password.Id, out DateTimeOffset used) ? ShownTime.Minute(used) : "never",
        password.Paths.IsEmpty ? "all" : SafeText.Show(string.Join(' ', password.Paths)),
        password.Methods.IsEmpty ? "all" : string.Join(' ', password.Methods),
    ];

    private static Command Remove(IConsole console, OtpOptions options)
    {
        Argument<string> user = OtpOptions.User();
        var id = new Argument<string>("ID") { Description = "Its id, as \"htauth otp app list\" shows it." };
        var verb = new Command("remove", "Take an app password back.") { user, id };
        verb.SetAction(result => options.Change(console, result, site =>
        {
            string name = result.GetValue(user)!;
            bool found = false;
            if (!site.Find(name).IsEmpty)
            {
                site.Update(name, held => Without(held, result.GetValue(id)!, out found));
            }

            return found ? ExitCodes.Success : throw new VerbException(ExitCodes.ProblemsFound, $"{SafeText.Show(name)} has no app password of that id");
        }));
        return verb;
    }

    private static OtpUser? Without(OtpUser held, string id, out bool found)
    {
        ImmutableArray<AppPassword> left = held.AppPasswords.RemoveAll(password => password.Id == id);
        found = left.Length < held.AppPasswords.Length;
        return found ? held with { AppPasswords = left } : null;
    }
}
