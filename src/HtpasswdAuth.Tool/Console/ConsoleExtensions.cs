namespace HtpasswdAuth.Tool;

internal static class ConsoleExtensions
{
    /// <summary>Writes bytes (see <see cref="ByteText"/>), unbuffered: nothing is lost when the process is ended.</summary>
    public static void WriteBytes(this Stream stream, string byteText)
    {
        stream.Write(ByteText.ToBytes(byteText));
        stream.Flush();
    }

    public static void WriteText(this Stream stream, string text) => stream.WriteBytes(ByteText.FromText(text));

    /// <summary>Whether colours are wanted: only on a terminal, and not where <c>NO_COLOR</c> is set.</summary>
    public static bool UsesColour(this IConsole console) =>
        console.IsOutputTerminal
        && string.IsNullOrEmpty(console.GetEnvironmentVariable("NO_COLOR"))
        && console.GetEnvironmentVariable("TERM") != "dumb";
}
