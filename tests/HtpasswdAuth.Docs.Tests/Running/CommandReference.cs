using System.CommandLine;
using System.Text;
using HtpasswdAuth.Tool.Tests;
using ToolRoot = HtpasswdAuth.Tool.RootVerb;

namespace HtpasswdAuth.Docs.Tests;

/// <summary>Writes the page of all verbs from the program's own help.</summary>
internal static class CommandReference
{
    public static string Write()
    {
        var page = new StringBuilder(
            """
            # htauth: reference

            Every verb, as the program's own `--help` prints it. What the verbs are for: [htauth](htauth.md).


            """);
        AddSection(page, [], "htauth");
        foreach (Command command in ToolRoot.Create(new TestConsole(), ["[all]"]).Subcommands)
        {
            AddCommand(page, command, []);
        }

        return page.ToString().TrimEnd('\n') + "\n";
    }

    private static void AddCommand(StringBuilder page, Command command, string[] path)
    {
        string[] words = [.. path, command.Name];
        AddSection(page, words, "htauth " + string.Join(' ', words));
        foreach (Command child in command.Subcommands)
        {
            AddCommand(page, child, words);
        }
    }

    private static void AddSection(StringBuilder page, string[] words, string title)
    {
        // The two of Apache have no --help: called without arguments they print their usage.
        bool isApaches = words is ["htpasswd"] or ["htdigest"];
        var console = new TestConsole();
        console.Run(isApaches ? words : [.. words, "--help"]);
        IEnumerable<string> lines = (console.OutputText + console.ErrorText).ReplaceLineEndings("\n").Trim('\n').Split('\n').Select(line => line.TrimEnd());
        page.Append("## ").Append(title).Append("\n\n```text\n").Append(string.Join('\n', lines)).Append("\n```\n\n");
    }
}
