namespace HtpasswdAuth.Tool;

/// <summary>Apache's exit codes (<c>support/passwd_common.h</c>), and the two that the verbs add to them.</summary>
internal static class ExitCodes
{
    public const int Success = 0;
    public const int FileAccess = 1;
    public const int Syntax = 2;
    public const int PasswordMismatch = 3;
    public const int Interrupted = 4;
    public const int Overflow = 5;
    public const int BadUser = 6;
    public const int InvalidFile = 7;
    public const int General = 9;

    /// <summary>A verb found something wrong.</summary>
    public const int ProblemsFound = 1;
}
