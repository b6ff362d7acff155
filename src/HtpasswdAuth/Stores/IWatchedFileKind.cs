using Microsoft.Win32.SafeHandles;

namespace HtpasswdAuth;

/// <summary>
/// What one kind of watched file adds to the watching: how it is read, when it is whole, and what there is to tell of it. All members
/// are called by one thread at a time.
/// </summary>
internal interface IWatchedFileKind<T>
    where T : class
{
    /// <summary>Reads an open file from its beginning. Throws what reading a file throws; a broken one is no reason to.</summary>
    FileReading<T> Read(SafeFileHandle handle);

    /// <summary>
    /// Whether a file is a snapshot, byte for byte, so that it need not be read into memory. <see langword="false"/> also where only
    /// reading it tells that.
    /// </summary>
    bool HasText(T snapshot, CredentialText file);

    /// <summary>Whether two snapshots are the same, so that the first one goes on being served.</summary>
    bool AreSame(T last, T next);

    /// <summary>Says what a file is that neither equals its record nor what is served.</summary>
    /// <param name="reading">What it holds.</param>
    /// <param name="last">The last whole snapshot, if there was one.</param>
    /// <param name="still">For how long the file has held still.</param>
    CredentialFileVerdict Judge(FileReading<T> reading, T? last, TimeSpan still);

    /// <summary>
    /// What is served of a file that is not known to be whole: its finished lines, while its other users are in doubt;
    /// <see langword="null"/> to go on with the last whole snapshot.
    /// </summary>
    T? PartOf(FileReading<T> reading);

    /// <summary>A change by others is served from now on.</summary>
    /// <param name="before">What was the case until now.</param>
    /// <param name="snapshot">The new snapshot.</param>
    /// <param name="took">How long it took to read it.</param>
    void Loaded(WatchedFileStatus<T> before, T snapshot, TimeSpan took);

    /// <summary>The file is settling or has shrunk; told once of each.</summary>
    /// <param name="status">With the last whole snapshot.</param>
    /// <param name="part">What is served of the file; <see langword="null"/> where the last whole snapshot is.</param>
    void InDoubt(WatchedFileStatus<T> status, T? part);

    /// <summary>The file cannot be used any longer; the last good snapshot is served for now.</summary>
    void Unavailable(WatchedFileStatus<T> status);

    /// <summary>The file cannot be used, and nothing is served any longer.</summary>
    void Closed(WatchedFileStatus<T> status);

    /// <summary>The file is broken, or was changed and is broken still; the last good snapshot, if any, stays.</summary>
    void Broken(WatchedFileStatus<T> status);

    /// <summary>The file can be used again, and its content is what was served before, or what this process wrote.</summary>
    void Back();

    /// <summary>A look is over, whatever came of it.</summary>
    void Looked();
}
