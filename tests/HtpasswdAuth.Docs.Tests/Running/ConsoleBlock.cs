using System.Text.RegularExpressions;
using HtpasswdAuth.Tool.Tests;

namespace HtpasswdAuth.Docs.Tests;

/// <summary>
/// A block of a terminal: commands after <c>$</c>, each with what it prints. <c>htauth</c> is run in the current directory, prompts are
/// answered with the password of the pages, and <c>chmod</c> is done, since <c>htauth check</c> looks at modes. Everything else is for people.
/// </summary>
internal static partial class ConsoleBlock
{
    private const string Elision = "…";
    private const int MostPrompts = 4;

    /// <summary>Runs what can be run, and tells how many commands that were.</summary>
    public static int Run(string page, MarkdownBlock block)
    {
        int count = 0;
        foreach ((string command, List<string> expected) in Commands(block.Text))
        {
            string[] words = command.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (words[0] == "chmod" && !OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(words[2], (UnixFileMode)Convert.ToInt32(words[1], 8));
            }
            else if (words[0] == "htauth")
            {
                RunTool($"{page}:{block.Line} {command}", words[1..], expected);
                count++;
            }
        }

        return count;
    }

    /// <summary>What differs from run to run, in words that say what it is: hashes, secrets, codes, times.</summary>
    public static string Generalize(string line)
    {
        line = BcryptHash().Replace(line, "HASH");
        line = Secret().Replace(line, "SECRET");
        line = RecoveryCode().Replace(line, "RECOVERY-CODE");
        line = TemporaryPassword().Replace(line, "TEMPORARY-PASSWORD");
        line = Time().Replace(line, "TIME");
        return QrRow().Replace(line, "QR").TrimEnd();
    }

    private static void RunTool(string where, string[] words, List<string> expected)
    {
        var console = new TestConsole { IsInputTerminal = true };
        console.Answering([.. Enumerable.Repeat(DocSite.Password, MostPrompts)]);
        console.Run(words);

        string printed = string.Concat(console.Prompts.Select(prompt => prompt + "\n")) + console.OutputText + console.ErrorText;
        string[] lines = [.. printed.TrimEnd('\n').Split('\n').Select(Generalize)];
        Assert.True(Matches(lines, [.. expected.Select(Generalize)]), $"{where}\n--- the page\n{string.Join('\n', expected)}\n--- the program\n{printed}");
    }

    /// <summary>Whether the lines are those of the page, where an elision stands for any number of them.</summary>
    private static bool Matches(ReadOnlySpan<string> lines, ReadOnlySpan<string> expected)
    {
        if (expected.IsEmpty)
        {
            return lines.IsEmpty || (lines.Length == 1 && lines[0].Length == 0);
        }

        if (expected[0] != Elision)
        {
            return !lines.IsEmpty && lines[0] == expected[0] && Matches(lines[1..], expected[1..]);
        }

        for (int skipped = 0; skipped <= lines.Length; skipped++)
        {
            if (Matches(lines[skipped..], expected[1..]))
            {
                return true;
            }
        }

        return false;
    }

    private static IEnumerable<(string Command, List<string> Expected)> Commands(string text)
    {
        (string Command, List<string> Expected)? current = null;
        foreach (string line in text.Split('\n'))
        {
            if (!line.StartsWith("$ ", StringComparison.Ordinal))
            {
                current?.Expected.Add(line);
                continue;
            }

            if (current is { } whole)
            {
                yield return whole;
            }

            current = (line[2..], []);
        }

        if (current is { } last)
        {
            yield return last;
        }
    }

    [GeneratedRegex(@"\$2y\$\d\d\$[./A-Za-z0-9]{53}")]
    private static partial Regex BcryptHash();

    [GeneratedRegex("[A-Z2-7]{32}|([A-Z2-7]{4} ){7}[A-Z2-7]{4}")]
    private static partial Regex Secret();

    [GeneratedRegex("([A-Z2-7]{4}-){3}[A-Z2-7]{4}")]
    private static partial Regex RecoveryCode();

    [GeneratedRegex("([a-z0-9]{4}-){4}[a-z0-9]{4}")]
    private static partial Regex TemporaryPassword();

    [GeneratedRegex(@"\d{4}-\d\d-\d\d( \d\d:\d\d UTC)?")]
    private static partial Regex Time();

    [GeneratedRegex("^[ ▀▄█]+$")]
    private static partial Regex QrRow();
}
