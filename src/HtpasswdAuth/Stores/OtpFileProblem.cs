namespace HtpasswdAuth;

/// <summary>Says what is wrong with a file of the second factor and what to do. Never names a user or a path.</summary>
internal static class OtpFileProblem
{
    /// <summary>The problem of reading it; <see langword="null"/> if there is none.</summary>
    public static string? Describe<T>(WatchedFileStatus<T> status, OtpFileTraits<T> traits)
        where T : class
    {
        string? what = status.State switch
        {
            CredentialFileState.Whole or CredentialFileState.Settling => status.Closed ? "has not been read yet: it is being written" : null,
            CredentialFileState.Shrunk => "has lost users: restore it, or run: htauth accept FILE",
            CredentialFileState.Gone => $"is missing{traits.AboutMissing()}",
            CredentialFileState.Foreign => $"is broken. {status.Flaw!.TrimEnd('.')}",
            CredentialFileState.Stuck => "cannot be read: the file system does not answer",
            _ when status.Obstacle is { } obstacle => $"cannot be read: {obstacle.Reason}. {obstacle.Remedy.TrimEnd('.')}",
            _ => "cannot be read: check that it is a file, its owner and its mode; the log has the reason",
        };
        string then = status.Closed ? "Everybody is refused until then." : $"What was read last is used until then. {traits.WhileUnusable}";
        return what is null ? null : $"The {traits.Name} {what}. {then}";
    }

    /// <summary>The problem of writing it.</summary>
    public static string Unwritable<T>(OtpFileTraits<T> traits)
        where T : class =>
        $"The {traits.Name} cannot be written. {traits.WhileUnusable} Check its owner and mode, those of its directory, and the space on the disk.";
}
