namespace HtpasswdAuth.Tool;

/// <summary>
/// Chooses between Apache's two programs and the verbs. The library that reads the verbs' options is not touched on the way to
/// the former, which scripts call in loops.
/// </summary>
internal static class Dispatcher
{
    private const string Htpasswd = "htpasswd";
    private const string Htdigest = "htdigest";

    public static int Run(CommandLine line, IConsole console)
    {
        try
        {
            return line.ProgramName switch
            {
                Htpasswd => new HtpasswdCommand(console, line.ProgramPath).Run(line.Arguments),
                Htdigest => new HtdigestCommand(console, line.ProgramPath).Run(line.Arguments),
                _ => RunVerb(line, console),
            };
        }
        catch (OutputException exception)
        {
            console.Error.WriteText($"{line.ProgramName}: {exception.Message}\n");
            return ExitCodes.FileAccess;
        }
    }

    private static int RunVerb(CommandLine line, IConsole console) => line.Arguments switch
    {
        [Htpasswd, .. string[] rest] => new HtpasswdCommand(console, Htpasswd).Run(rest),
        [Htdigest, .. string[] rest] => new HtdigestCommand(console, Htdigest).Run(rest),
        _ => RootVerb.Run(line.Arguments, console),
    };
}
