using System.Text;

namespace HtpasswdAuth.Tool;

/// <summary>Rows for people on a terminal, in columns under a heading; for programs separated by tabs, without one.</summary>
internal static class TextTable
{
    public static void Write(IConsole console, string[] heading, IReadOnlyList<string[]> rows)
    {
        var text = new StringBuilder();
        if (!console.IsOutputTerminal)
        {
            foreach (string[] row in rows)
            {
                text.AppendJoin('\t', row).Append('\n');
            }

            console.Output.WriteText(text.ToString());
            return;
        }

        int[] widths = [.. heading.Select((name, column) => rows.Select(row => row[column].Length).Append(name.Length).Max())];
        foreach (string[] row in rows.Prepend(heading))
        {
            text.Append(string.Join("  ", row.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd()).Append('\n');
        }

        console.Output.WriteText(text.ToString());
    }
}
