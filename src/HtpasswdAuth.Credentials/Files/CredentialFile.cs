namespace HtpasswdAuth;

/// <summary>The one way to change a credential file on disk.</summary>
public static class CredentialFile
{
    /// <summary>Locks the file, reads it, lets <paramref name="change"/> make the new content and writes that as <see cref="AtomicFileWriter"/> does.</summary>
    /// <param name="path">The file; symbolic links are followed and stay.</param>
    /// <param name="change">
    /// Gets the content, empty for a new file, and returns the new one, or <see langword="null"/> to leave the file untouched.
    /// Called once more, with the other's content, if somebody else creates the file at the same moment.
    /// </param>
    /// <param name="options">The defaults if <see langword="null"/>.</param>
    /// <param name="cancellationToken">Ends the waiting for the lock. Writing, once begun, is finished.</param>
    /// <exception cref="FileNotFoundException">There is no such file and it was not to be created.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read and written, or not be created.</exception>
    /// <exception cref="TimeoutException">Others kept the file locked for longer than <see cref="CredentialFileUpdateOptions.LockTimeout"/>.</exception>
    /// <exception cref="IOException">The file cannot be read or written, the disk is full for example. It is as it was.</exception>
    public static CredentialFileUpdateResult Update(
        string path,
        Func<ReadOnlyMemory<byte>, ReadOnlyMemory<byte>?> change,
        CredentialFileUpdateOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(change);
        options ??= new CredentialFileUpdateOptions();
        cancellationToken.ThrowIfCancellationRequested();
        bool create = options.CreateIfMissing || options.Truncate;
        if (!create && !File.Exists(path))
        {
            throw new FileNotFoundException(null, path);
        }

        ReadOnlyMemory<byte> current = options.Truncate || !File.Exists(path) ? default : File.ReadAllBytes(path);
        if (change(current) is not { } content)
        {
            return default;
        }

        return new(AtomicFileWriter.Write(path, content.Span, options.NewFileMode), false);
    }
}
