namespace HtpasswdAuth;

/// <summary>
/// Remembers which users could keep a file locked that they may only read, so that no password can be changed. Looked up by the thread that
/// looks at the file: the file system may hang.
/// </summary>
internal sealed class BlockingReaders(string path, TimeProvider time)
{
    // The rights of a folder change without an event.
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(30);

    private volatile string? _who;
    private long? _lookedAt;

    /// <summary>Gets who they are, in words; <see langword="null"/> for nobody.</summary>
    public string? Who => _who;

    /// <summary>Looks it up, now and then.</summary>
    public void Looked()
    {
        if (_lookedAt is { } at && time.GetElapsedTime(at) < Interval)
        {
            return;
        }

        _lookedAt = time.GetTimestamp();
        try
        {
            _who = InWords(CredentialFileLock.ReadersWhoCanBlock(path));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // It will be told what is the matter with the file.
            _who = null;
        }
    }

    private static string? InWords(UnixFileMode readers) => (readers & (UnixFileMode.GroupRead | UnixFileMode.OtherRead)) switch
    {
        UnixFileMode.None => null,
        UnixFileMode.GroupRead => "members of its group",
        UnixFileMode.OtherRead => "all users of the machine",
        _ => "members of its group and all other users of the machine",
    };
}
