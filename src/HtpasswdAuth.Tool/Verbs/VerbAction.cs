namespace HtpasswdAuth.Tool;

/// <summary>What every verb does about files that are not there or not to be read.</summary>
internal static class VerbAction
{
    public static int Run(IConsole console, string path, Func<int> action)
    {
        try
        {
            return action();
        }
        catch (Exception exception) when (IsAboutFile(exception))
        {
            console.Error.WriteText($"htauth: {path}: {Explain(exception)}\n");
            return ExitCodes.FileAccess;
        }
    }

    public static bool IsAboutFile(Exception exception) => exception is IOException or UnauthorizedAccessException or TimeoutException;

    public static string Explain(Exception exception) => exception switch
    {
        FileNotFoundException or DirectoryNotFoundException => "no such file; check the path",
        UnauthorizedAccessException => "access denied, or a directory; check its permissions",
        TimeoutException => FileErrorText.Of(exception),
        _ => $"cannot be read or written: {FileErrorText.Of(exception)}",
    };
}
