namespace HtpasswdAuth.Tool;

internal static class Program
{
    public static int Main(string[] args)
    {
        if (OperatingSystem.IsLinux())
        {
            // The base library takes flock(2) on what it opens, and would be refused a file that another, who may only read it, has locked so.
            AppContext.SetSwitch("System.IO.DisableFileLocking", true);
        }

        var console = new SystemConsole();
        return Dispatcher.Run(CommandLine.Read(args), console);
    }
}
