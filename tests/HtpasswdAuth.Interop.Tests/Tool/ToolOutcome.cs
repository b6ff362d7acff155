namespace HtpasswdAuth.Interop.Tests;

/// <summary>
/// What a call left behind: its exit code, what it printed, and every file as <c>name: content</c>, sorted. Text is Latin-1, so that
/// every byte counts.
/// </summary>
internal sealed record ToolOutcome(int ExitCode, string Output, string Error, params string[] Files)
{
    public override string ToString() => $"exit {ExitCode}\nstdout {Output}\nstderr {Error}\n{string.Join('\n', Files)}";
}
