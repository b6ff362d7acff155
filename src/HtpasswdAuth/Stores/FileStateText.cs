namespace HtpasswdAuth;

/// <summary>The states of a file in words, for logs and health. Never names a user or a path.</summary>
internal static class FileStateText
{
    /// <summary>The name of the state, as docs/operating.md has it.</summary>
    public static string NameOf(CredentialFileState state) => state switch
    {
        CredentialFileState.Whole => "whole",
        CredentialFileState.Settling => "settling",
        CredentialFileState.Shrunk => "shrunk",
        CredentialFileState.Empty => "empty",
        CredentialFileState.Foreign => "foreign",
        CredentialFileState.Gone => "gone",
        CredentialFileState.Stuck => "stuck",
        _ => "unreadable",
    };

    /// <summary>Why the file cannot be used; to go into brackets.</summary>
    public static string Reason(CredentialFileState state) => state switch
    {
        CredentialFileState.Gone => "it is missing",
        CredentialFileState.Empty => "it has no users",
        CredentialFileState.Foreign => "it holds NUL bytes, UTF-16 or random bytes",
        CredentialFileState.Stuck => "the file system does not answer",
        _ => "access failed",
    };

    /// <summary>What an administrator has to do; <see langword="null"/> for nothing.</summary>
    public static string? Remedy(CredentialFileState state) => state switch
    {
        CredentialFileState.Whole or CredentialFileState.Settling => null,
        CredentialFileState.Shrunk => "Restore the file, or run: htauth accept FILE",
        CredentialFileState.Empty => "Restore the file, add a user with htauth, or run: htauth accept FILE",
        CredentialFileState.Foreign => "Restore the file from a backup.",
        CredentialFileState.Gone => "Restore the file, or create it with: htauth htpasswd -c FILE USER",
        CredentialFileState.Stuck => "Look after the file system: mount, network, disk.",
        _ => "Check that it is a file, its owner and its mode. The log has the reason.",
    };
}
