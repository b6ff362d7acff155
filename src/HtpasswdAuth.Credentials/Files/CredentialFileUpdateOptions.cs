namespace HtpasswdAuth;

/// <summary>How <see cref="CredentialFile.Update"/> treats the file.</summary>
public sealed record CredentialFileUpdateOptions
{
    /// <summary>
    /// Whether a missing file is created. Where two processes create it at once, one of them starts over with the other's file.
    /// </summary>
    /// <value>The default is <see langword="false"/>: a missing file is a <see cref="FileNotFoundException"/>.</value>
    public bool CreateIfMissing { get; init; }

    /// <summary>Whether to start from an empty file whatever there is, as <c>htpasswd -c</c> does. Implies <see cref="CreateIfMissing"/>.</summary>
    /// <value>The default is <see langword="false"/>.</value>
    public bool Truncate { get; init; }

    /// <summary>The mode of a file that is created, from which the process's umask is taken. An existing file keeps its own.</summary>
    /// <value>The default is 0666, as with Apache's tools. Not used on Windows.</value>
    public UnixFileMode NewFileMode { get; init; } = AtomicFileWriter.DefaultNewFileMode;

    /// <summary>
    /// How many users the file had when it was last read, if that is known: one with fewer, that no writer of ours left so, is not changed
    /// until it has been left alone for 4 seconds.
    /// </summary>
    /// <value>The default is <see langword="null"/>: only what our last writer left tells it.</value>
    public int? ExpectedUsers { get; init; }

    /// <summary>How long to wait for others that change the file, under the lock or without it.</summary>
    /// <value>The default is 10 seconds. <see cref="Timeout.InfiniteTimeSpan"/> waits for ever.</value>
    public TimeSpan LockTimeout { get; init; } = TimeSpan.FromSeconds(10);
}
