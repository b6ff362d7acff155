namespace HtpasswdAuth.Testing;

public sealed record ToolResult(int ExitCode, string Output, string Error);
