namespace HtpasswdAuth;

/// <summary>The one way to change a credential file on disk.</summary>
public static class CredentialFile
{
    /// <summary>Locks the file, reads it, lets <paramref name="change"/> make the new content and writes that as <see cref="AtomicFileWriter"/> does.</summary>
    /// <param name="path">The file; symbolic links are followed and stay.</param>
    /// <param name="change">
    /// Gets the content, empty for a new file, and returns the new one, or <see langword="null"/> to leave the file untouched.
    /// The lock is held meanwhile. Called once more, with the other's content, if somebody else creates the file at the same moment.
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
        return CredentialFilePath.IsSpecial(path) ? UpdateSpecial(path, change, options) : UpdateFile(path, change, options, cancellationToken);
    }

    private static CredentialFileUpdateResult UpdateFile(
        string path,
        Func<ReadOnlyMemory<byte>, ReadOnlyMemory<byte>?> change,
        CredentialFileUpdateOptions options,
        CancellationToken cancellationToken)
    {
        bool restored = false;
        while (true)
        {
            using CredentialFileLock held = CredentialFileLock.Acquire(path, options.LockTimeout, cancellationToken);
            restored |= FileLeftovers.CleanUp(held.Target, held.Handle);
            if (held.Handle is null && !options.CreateIfMissing && !options.Truncate)
            {
                throw new FileNotFoundException($"There is no file '{path}'.", path);
            }

            byte[] current = held.Handle is null ? [] : InPlaceWriter.Read(held.Handle);
            if (change(options.Truncate ? default : current) is not { } content)
            {
                return new(CredentialFileWriteMethod.None, restored);
            }

            if (held.Handle is null)
            {
                if (FileReplacement.TryCreate(held.Target, content.Span, options.NewFileMode))
                {
                    return new(CredentialFileWriteMethod.Created, restored);
                }

                continue;
            }

            CredentialFileWriteMethod method = content.Span.SequenceEqual(current)
                ? CredentialFileWriteMethod.None
                : AtomicFileWriter.Overwrite(held.Target, held.Handle, content.Span);
            return new(method, restored);
        }
    }

    /// <summary>A device or a pipe, <c>/dev/stdout</c> for example: nothing to lock, to replace or to put back.</summary>
    private static CredentialFileUpdateResult UpdateSpecial(
        string path,
        Func<ReadOnlyMemory<byte>, ReadOnlyMemory<byte>?> change,
        CredentialFileUpdateOptions options)
    {
        byte[] current = options.Truncate ? [] : File.ReadAllBytes(path);
        return change(current) is { } content
            ? new(AtomicFileWriter.Write(path, content.Span), false)
            : new(CredentialFileWriteMethod.None, false);
    }
}
