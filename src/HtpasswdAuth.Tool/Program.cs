namespace HtpasswdAuth.Tool;

internal static class Program
{
    public static int Main(string[] args)
    {
        var console = new SystemConsole();
        return Dispatcher.Run(CommandLine.Read(args), console);
    }
}
