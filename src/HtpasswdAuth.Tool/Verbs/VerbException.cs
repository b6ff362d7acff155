namespace HtpasswdAuth.Tool;

/// <summary>Ends a verb with its exit code, after a message that says what to do.</summary>
internal sealed class VerbException(int exitCode, string message) : Exception(message)
{
    public int ExitCode { get; } = exitCode;

    /// <summary>Runs a verb, and says what ended it.</summary>
    public static int Tell(IConsole console, Func<int> verb)
    {
        try
        {
            return verb();
        }
        catch (VerbException exception)
        {
            console.Error.WriteText($"htauth: {exception.Message}\n");
            return exception.ExitCode;
        }
    }

    /// <summary>Does something with a file and says in the verbs' words why it failed.</summary>
    public static T Guard<T>(string path, Func<T> action)
    {
        try
        {
            return action();
        }
        catch (InvalidDataException exception)
        {
            // It names the line and shows nothing of it.
            throw new VerbException(ExitCodes.InvalidFile, $"{SafeText.Show(path)}: {exception.Message}");
        }
        catch (Exception exception) when (VerbAction.IsAboutFile(exception))
        {
            throw new VerbException(ExitCodes.FileAccess, $"{SafeText.Show(path)}: {VerbAction.Explain(exception)}");
        }
    }
}
