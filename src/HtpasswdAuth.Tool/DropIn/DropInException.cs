namespace HtpasswdAuth.Tool;

/// <summary>Ends one of Apache's programs with its exit code, after a message, which may be empty, as it is to be printed.</summary>
internal sealed class DropInException(int exitCode, string message) : Exception(message)
{
    public int ExitCode { get; } = exitCode;
}
