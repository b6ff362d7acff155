using System.Runtime.Versioning;
using Microsoft.Extensions.Logging;
using Microsoft.Win32.SafeHandles;

namespace HtpasswdAuth;

/// <summary>
/// Warns of a file that every user of the machine can read or write, and of one whose writing could not be put right after a
/// kill; once for as long as it stays so.
/// </summary>
internal sealed class FileModeReport(string path, ILogger logger)
{
    private const UnixFileMode Everybody = UnixFileMode.OtherRead | UnixFileMode.OtherWrite;

    private UnixFileMode _known;
    private bool _knownAlone;

    public void Check()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        UnixFileMode mode = Mode();
        if ((mode & Everybody) != 0 && mode != _known)
        {
            logger.FileReadableByAll(path, Convert.ToString((int)mode, 8));
        }

        _known = mode;
        bool isAlone = !AtomicFileWriter.KeepsBackup(path);
        if (isAlone && !_knownAlone)
        {
            logger.FileMountedAlone(path);
        }

        _knownAlone = isAlone;
    }

    [UnsupportedOSPlatform("windows")]
    private UnixFileMode Mode()
    {
        try
        {
            // By handle: by path it would be the mode of a link, not of the file.
            using SafeFileHandle handle = CredentialFile.OpenRead(path);
            return File.GetUnixFileMode(handle);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Gone again since it was read: the next look will say so.
            return UnixFileMode.None;
        }
    }
}
