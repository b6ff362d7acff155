using Microsoft.Win32.SafeHandles;

namespace HtpasswdAuth;

/// <summary>Reads a whole file in one state, or tells that it was not.</summary>
internal static class CredentialFileReader
{
    /// <summary>
    /// Reads the file and its stamp. Returns <see langword="false"/> when it was written to meanwhile. Throws what opening and
    /// reading a file throw.
    /// </summary>
    public static bool TryRead<T>(string path, IWatchedFileKind<T> kind, out CredentialFileStamp stamp, out FileReading<T> reading)
        where T : class
    {
        AtomicFileWriter.Repair(path);
        using SafeFileHandle handle = CredentialFile.OpenRead(path);
        stamp = CredentialFileStamp.Of(handle);
        reading = kind.Read(handle);
        return reading.Content.Length == stamp.Length && CredentialFileStamp.Of(handle) == stamp;
    }

    /// <summary>Whether the file of that stamp is a snapshot, and stays so while it is compared. Throws what opening and reading a file throw.</summary>
    public static bool Holds<T>(string path, CredentialFileStamp stamp, IWatchedFileKind<T> kind, T snapshot)
        where T : class
    {
        using SafeFileHandle handle = CredentialFile.OpenRead(path);
        return CredentialFileStamp.Of(handle) == stamp
            && kind.HasText(snapshot, CredentialText.Of(handle))
            && CredentialFileStamp.Of(handle) == stamp;
    }

    /// <summary>Returns when the file system has answered about the file, whatever it says.</summary>
    public static void Touch(string path)
    {
        try
        {
            CredentialFileStamp.Of(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // That is an answer too.
        }
    }
}
