namespace HtpasswdAuth;

/// <summary>How the files of the second factor are changed on disk.</summary>
internal static class OtpFileUpdate
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary><see cref="CredentialFile.Update"/>, which creates files that only their owner can read.</summary>
    /// <param name="path">The file.</param>
    /// <param name="createIfMissing">Whether a missing file is created.</param>
    /// <param name="change">Gets the content and returns the new one, or <see langword="null"/> to leave the file untouched.</param>
    /// <param name="cancellationToken">Ends the waiting for the lock.</param>
    public static void Run(
        string path, bool createIfMissing, Func<ReadOnlyMemory<byte>, byte[]?> change, CancellationToken cancellationToken = default) =>
        CredentialFile.Update(
            path,
            content => ToMemory(change(content)),
            new CredentialFileUpdateOptions { CreateIfMissing = createIfMissing, NewFileMode = OwnerOnly },
            cancellationToken);

    private static ReadOnlyMemory<byte>? ToMemory(byte[]? content)
    {
        if (content is not null)
        {
            return content;
        }

        // Not in one expression, nor by itself from an array: there null would become an empty file.
        return null;
    }
}
