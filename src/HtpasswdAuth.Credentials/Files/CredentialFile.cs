using Microsoft.Win32.SafeHandles;

namespace HtpasswdAuth;

/// <summary>The one way to change a credential file on disk.</summary>
public static class CredentialFile
{
    /// <summary>Opens a file to read it, as a service does that must not hang on what was put in its place.</summary>
    /// <param name="path">The file; symbolic links are followed.</param>
    /// <returns>Its handle. Writers are not locked out: Apache's own tools truncate and rewrite the file in place.</returns>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="DirectoryNotFoundException">There is no such directory.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read, or is a directory.</exception>
    /// <exception cref="IOException">It cannot be read, or, on Linux, is a pipe, a socket or a device.</exception>
    public static SafeFileHandle OpenRead(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return OperatingSystem.IsLinux()
            ? LinuxRegularFile.Open(path)
            : File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, FileOptions.SequentialScan);
    }

    /// <summary>Reads a whole file. It throws what <see cref="OpenRead"/> throws, and <see cref="IOException"/> where reading fails.</summary>
    /// <param name="path">The file; symbolic links are followed.</param>
    public static byte[] ReadAllBytes(string path)
    {
        using SafeFileHandle handle = OpenRead(path);
        return InPlaceWriter.Read(handle);
    }

    /// <summary>Locks the file, reads it, lets <paramref name="change"/> make the new content and writes that as <see cref="AtomicFileWriter"/> does.</summary>
    /// <param name="path">The file; symbolic links are followed and stay.</param>
    /// <param name="change">
    /// Gets the content, empty for a new file, and returns the new one, or <see langword="null"/> to leave the file untouched.
    /// The lock is held meanwhile. Called once more, with the other's content, if another program creates or writes the file at the same moment.
    /// </param>
    /// <param name="options">The defaults if <see langword="null"/>.</param>
    /// <param name="cancellationToken">Ends the waiting for the lock. Writing, once begun, is finished.</param>
    /// <exception cref="FileNotFoundException">There is no such file and it was not to be created.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read and written, or not be created.</exception>
    /// <exception cref="TimeoutException">
    /// Others kept the file locked for longer than <see cref="CredentialFileUpdateOptions.LockTimeout"/>, or a program that does not lock it
    /// kept writing it, or left it with fewer users than a moment ago. It is as it was.
    /// </exception>
    /// <exception cref="IOException">The file cannot be read or written, the disk is full for example, or it is no credential file. It is as it was.</exception>
    public static CredentialFileUpdateResult Update(
        string path,
        Func<ReadOnlyMemory<byte>, ReadOnlyMemory<byte>?> change,
        CredentialFileUpdateOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(change);
        return Edit(path, text => change(text.ToMemory()) is { } content ? CredentialFileEdit.Whole(text, content) : null, options, cancellationToken);
    }

    /// <summary>As <see cref="Update"/>, of a file that need not fit into memory: what is read and written passes through in pieces.</summary>
    /// <param name="path">The file; symbolic links are followed and stay.</param>
    /// <param name="change">
    /// Gets the text, empty for a new file, and returns an edit of it, of <see cref="HtpasswdFileEditor"/> for example, or <see langword="null"/>
    /// to leave the file untouched. The lock is held meanwhile and until the edit is written. Neither is of use afterwards. Called once more, with the
    /// other's text, if another program creates or writes the file at the same moment.
    /// </param>
    /// <param name="options">The defaults if <see langword="null"/>.</param>
    /// <param name="cancellationToken">Ends the waiting for the lock. Writing, once begun, is finished.</param>
    public static CredentialFileUpdateResult Edit(
        string path,
        Func<CredentialText, CredentialFileEdit?> change,
        CredentialFileUpdateOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(change);
        options ??= new CredentialFileUpdateOptions();
        cancellationToken.ThrowIfCancellationRequested();
        return CredentialFileContent.WithMemory(() =>
            CredentialFilePath.IsSpecial(path) ? UpdateSpecial(path, change, options) : UpdateFile(path, change, options, cancellationToken));
    }

    /// <summary>Tells whether the file is as the last writer of ours left it, or as <see cref="Accept"/> found it.</summary>
    /// <param name="path">The file; symbolic links are followed.</param>
    /// <param name="stamp">What it is now.</param>
    /// <returns><see langword="false"/> also where nothing was left to tell it by: the directory cannot be written, for example.</returns>
    public static bool IsAccepted(string path, CredentialFileStamp stamp)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return CredentialFileRecord.IsOf(CredentialFilePath.Resolve(path), stamp);
    }

    /// <summary>
    /// Declares the file whole as it is: every process that reads or writes it takes it for what was meant, however many users it has lost.
    /// </summary>
    /// <param name="path">The file; symbolic links are followed.</param>
    /// <returns>How many lines of it are records.</returns>
    /// <exception cref="InvalidDataException">It holds NUL bytes, UTF-16 or random bytes.</exception>
    /// <exception cref="IOException">It cannot be read, or nothing can be left beside it.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read and written.</exception>
    /// <exception cref="TimeoutException">Others kept the file locked for 10 seconds.</exception>
    public static int Accept(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using CredentialFileLock held = CredentialFileLock.Acquire(path, new CredentialFileUpdateOptions().LockTimeout);
        SafeFileHandle file = held.Handle ?? throw new FileNotFoundException($"There is no file '{path}'.", path);
        CredentialFileStamp stamp = CredentialFileStamp.Of(file);
        var content = CredentialText.Of(file);
        if (CredentialFileEvidence.Of(content).IsForeign)
        {
            throw new InvalidDataException("It holds NUL bytes, UTF-16 or random bytes, and is no credential file: restore it.");
        }

        int lines = CredentialLines.CountRecords(content);
        CredentialFileRecord.Of(stamp, lines).TryWrite(held.Target, file);
        return CredentialFileRecord.IsOf(held.Target, stamp)
            ? lines
            : throw new IOException($"Nothing can be written beside '{path}' to accept it by. It is believed by itself when it has been left alone for a while.");
    }

    private static CredentialFileUpdateResult UpdateFile(
        string path,
        Func<CredentialText, CredentialFileEdit?> change,
        CredentialFileUpdateOptions options,
        CancellationToken cancellationToken)
    {
        bool restored = false;
        WholeFileReader? reader = null;
        while (true)
        {
            using CredentialFileLock held = CredentialFileLock.Acquire(path, options.LockTimeout, cancellationToken);
            restored |= FileLeftovers.CleanUp(held.Target, held.Handle);
            if (held.Handle is null && !options.CreateIfMissing && !options.Truncate)
            {
                throw new FileNotFoundException($"There is no file '{path}'.", path);
            }

            reader ??= new WholeFileReader(held.Target, options, cancellationToken);
            if ((held.Handle is null ? TryCreate(held.Target, change, options) : TryChange(held, reader, change, options)) is { } method)
            {
                return new(method, restored);
            }
        }
    }

    /// <returns><see langword="null"/> if another has created the file meanwhile.</returns>
    private static CredentialFileWriteMethod? TryCreate(
        string target, Func<CredentialText, CredentialFileEdit?> change, CredentialFileUpdateOptions options)
    {
        if (change(CredentialText.Empty) is not { } edit)
        {
            return CredentialFileWriteMethod.None;
        }

        var pending = new FileChange(target, Read: null, edit.CountRecords());
        return FileReplacement.TryCreate(target, edit, options.NewFileMode, pending) ? CredentialFileWriteMethod.Created : null;
    }

    /// <returns><see langword="null"/> if others have written the file meanwhile.</returns>
    private static CredentialFileWriteMethod? TryChange(
        CredentialFileLock held, WholeFileReader reader, Func<CredentialText, CredentialFileEdit?> change, CredentialFileUpdateOptions options)
    {
        CredentialText current = CredentialText.Empty;
        CredentialFileStamp? read = options.Truncate ? CredentialFileStamp.Of(held.Handle!) : reader.TryRead(held.Handle!, out current);
        if (read is null)
        {
            return null;
        }

        CredentialFileEdit? edit;
        try
        {
            edit = change(current);
            if (IsTorn())
            {
                return null;
            }

            if (edit is null || (!options.Truncate && !edit.HasChanges))
            {
                return CredentialFileWriteMethod.None;
            }

            if (!options.Truncate)
            {
                reader.RequireWhole(read.Value, current);
            }
        }
        catch (Exception) when (IsTorn())
        {
            return null;
        }

        return TryOverwrite(held, edit, read);

        // What was read then may be the beginning of one text and the end of another, and what is wrong with it is nothing of the file's.
        bool IsTorn() => !options.Truncate && CredentialFileStamp.Of(held.Handle!) != read;
    }

    /// <returns><see langword="null"/> if others have written the file meanwhile.</returns>
    private static CredentialFileWriteMethod? TryOverwrite(CredentialFileLock held, CredentialFileEdit edit, CredentialFileStamp? read)
    {
        try
        {
            return AtomicFileWriter.Overwrite(held.Target, held.Handle!, edit, new FileChange(held.Target, read, edit.CountRecords()));
        }
        catch (IOException exception) when (exception is FileChangedException or EndOfStreamException)
        {
            return null;
        }
    }

    /// <summary>A device or a pipe, <c>/dev/stdout</c> for example: nothing to lock, to replace or to put back.</summary>
    private static CredentialFileUpdateResult UpdateSpecial(
        string path,
        Func<CredentialText, CredentialFileEdit?> change,
        CredentialFileUpdateOptions options)
    {
        byte[] current = options.Truncate ? [] : File.ReadAllBytes(path);
        return change(CredentialText.Of(current)) is { } edit
            ? new(AtomicFileWriter.Write(path, edit.ToArray()), false)
            : new(CredentialFileWriteMethod.None, false);
    }
}
