namespace HtpasswdAuth.Tool;

internal static class RootVerb
{
    public static int Run(string[] words, IConsole console)
    {
        _ = words;
        _ = console;
        return 2;
    }
}
