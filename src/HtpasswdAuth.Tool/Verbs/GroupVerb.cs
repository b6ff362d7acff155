using System.CommandLine;
using System.Text;

namespace HtpasswdAuth.Tool;

internal static class GroupVerb
{
    public static Command Create(IConsole console)
    {
        var file = new Argument<string>("FILE") { Description = "The group file, the one AuthGroupFile names." };
        return new Command("group", "Show and change the members of groups.")
        {
            file, List(console, file), Change(console, file, add: true), Change(console, file, add: false),
        };
    }

    private static Command List(IConsole console, Argument<string> file)
    {
        var group = new Argument<string?>("GROUP") { Description = "One group; all without it.", Arity = ArgumentArity.ZeroOrOne };
        var verb = new Command("list", "Print group and member, one pair a line.") { group };
        verb.SetAction(result => VerbAction.Run(console, result.GetValue(file)!, () =>
        {
            var editor = new HtgroupFileEditor(VerbFile.Read(result.GetValue(file)!));
            var text = new StringBuilder();
            foreach (ReadOnlyMemory<byte> name in editor.Groups)
            {
                string shown = Encoding.UTF8.GetString(name.Span);
                if (result.GetValue(group) is null || result.GetValue(group) == shown)
                {
                    foreach (ReadOnlyMemory<byte> member in editor.Members(name.Span))
                    {
                        text.Append($"{SafeText.Show(shown)}\t{SafeText.Show(Encoding.UTF8.GetString(member.Span))}\n");
                    }
                }
            }

            console.Output.WriteText(text.ToString());
            return ExitCodes.Success;
        }));
        return verb;
    }

    private static Command Change(IConsole console, Argument<string> file, bool add)
    {
        var group = new Argument<string>("GROUP") { Description = "The group's name." };
        var users = new Argument<string[]>("USER") { Description = "The users' names.", Arity = ArgumentArity.OneOrMore };
        Command verb = add
            ? new("add", "Add users to a group; the file and the group are created.")
            : new("remove", "Remove users from a group.");
        verb.Add(group);
        verb.Add(users);
        verb.SetAction(result => VerbAction.Run(console, result.GetValue(file)!, () =>
            Apply(console, result.GetValue(file)!, add, Encoding.UTF8.GetBytes(result.GetValue(group)!), result.GetValue(users)!)));
        return verb;
    }

    private static int Apply(IConsole console, string path, bool add, byte[] group, string[] users)
    {
        List<string> unchanged = [];
        try
        {
            CredentialFile.Update(
                path,
                content =>
                {
                    unchanged.Clear();
                    var editor = new HtgroupFileEditor(content);
                    foreach (string user in users)
                    {
                        byte[] name = Encoding.UTF8.GetBytes(user);
                        if (!(add ? editor.Add(group, name) : editor.Remove(group, name)))
                        {
                            unchanged.Add(user);
                        }
                    }

                    return editor.ToArray();
                },
                new CredentialFileUpdateOptions { CreateIfMissing = add });
        }
        catch (ArgumentException)
        {
            console.Error.WriteText("htauth: a name is empty or holds what would break the file; choose another\n");
            return ExitCodes.BadUser;
        }

        unchanged.ForEach(user => console.Error.WriteText($"htauth: {SafeText.Show(user)} {(add ? "is a member already" : "is no member")}\n"));
        return unchanged.Count > 0 && !add ? ExitCodes.ProblemsFound : ExitCodes.Success;
    }
}
