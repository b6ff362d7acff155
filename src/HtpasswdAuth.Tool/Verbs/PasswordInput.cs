namespace HtpasswdAuth.Tool;

/// <summary>A password for a verb: a line of standard input where that is not a terminal, so that a pipe works under a terminal too.</summary>
internal static class PasswordInput
{
    public static byte[] Read(IConsole console, string prompt) =>
        console.IsInputTerminal ? console.ReadPassword(prompt) : LineReader.ReadLine(console.Input, out _).AsSpan().TrimEnd((byte)'\r').ToArray();
}
