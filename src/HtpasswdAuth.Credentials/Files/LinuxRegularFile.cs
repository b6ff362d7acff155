using Microsoft.Win32.SafeHandles;

namespace HtpasswdAuth;

/// <summary>
/// Opens regular files and nothing else. Opening a pipe waits until it has a writer, for ever if need be, and opening a device may do
/// whatever its driver thinks fit.
/// </summary>
internal static class LinuxRegularFile
{
    public static SafeFileHandle Open(string path)
    {
        if (LinuxStatus.TryRead(path, followLink: true, out LinuxStatus named))
        {
            RequireRegular(named, path);
        }

        SafeFileHandle handle = LinuxCalls.OpenReadNonBlocking(path);
        int error = LinuxCalls.LastError;
        if (handle.IsInvalid)
        {
            handle.Dispose();
            throw ToException(error, path);
        }

        try
        {
            // Another may have taken its place meanwhile.
            if (LinuxStatus.TryRead(handle, out LinuxStatus opened))
            {
                RequireRegular(opened, path);
            }

            return handle;
        }
        catch
        {
            handle.Dispose();
            throw;
        }
    }

    private static void RequireRegular(in LinuxStatus status, string path)
    {
        if (status.IsDirectory)
        {
            throw new UnauthorizedAccessException($"'{path}' is a directory.");
        }

        if (!status.IsRegularFile)
        {
            throw new IOException($"'{path}' is a pipe, a socket or a device, and not a file.");
        }
    }

    private static Exception ToException(int error, string path)
    {
        bool isFolderMissing = error == LinuxCalls.NotADirectory
            || (error == LinuxCalls.NoEntry && !Directory.Exists(Path.GetDirectoryName(Path.GetFullPath(path))));
        return isFolderMissing ? new DirectoryNotFoundException($"There is no directory for '{path}'.") : LinuxCalls.ToException(error, path);
    }
}
