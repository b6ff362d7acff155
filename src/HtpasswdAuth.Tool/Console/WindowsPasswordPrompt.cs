using System.Text;

namespace HtpasswdAuth.Tool;

/// <summary>Reads keys without showing them; lines of standard input where that is not the keyboard.</summary>
internal static class WindowsPasswordPrompt
{
    public static byte[] Read(string prompt, IConsole console)
    {
        console.Error.WriteText(prompt);
        if (!console.IsInputTerminal)
        {
            return LineReader.ReadLine(console.Input, out _);
        }

        var text = new StringBuilder();
        while (true)
        {
            ConsoleKeyInfo key = System.Console.ReadKey(intercept: true);
            if (key.Key == ConsoleKey.Enter)
            {
                console.Error.WriteText(Environment.NewLine);
                return Encoding.UTF8.GetBytes(text.ToString());
            }

            if (key.Key == ConsoleKey.Backspace)
            {
                text.Length -= text.Length > 0 ? 1 : 0;
            }
            else if (key.KeyChar != 0)
            {
                text.Append(key.KeyChar);
            }
        }
    }
}
