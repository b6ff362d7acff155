using System.Security.Cryptography;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace HtpasswdAuth;

/// <summary>
/// The lock for systems and file systems that cannot lock the file itself without keeping readers out: a file beside it, opened
/// by one at a time. It is never deleted, or two could hold two files of that name.
/// </summary>
internal static class LockFile
{
    /// <returns><see langword="null"/> if another holds the lock.</returns>
    public static CredentialFileLock? TryAcquire(string target)
    {
        string directory = Path.GetDirectoryName(target)!;
        if (!Directory.Exists(directory))
        {
            throw new DirectoryNotFoundException($"There is no directory '{directory}'.");
        }

        FileStream? held = TryOpen(target, directory);
        if (held is null)
        {
            return null;
        }

        try
        {
            SafeFileHandle? handle = File.Exists(target)
                ? File.OpenHandle(target, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete)
                : null;
            return new CredentialFileLock(target, handle, held);
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }

    private static FileStream? TryOpen(string target, string directory)
    {
        try
        {
            return TryOpen(Path.Combine(directory, CredentialFilePath.LockName(target)));
        }
        catch (UnauthorizedAccessException)
        {
            string name = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(target)));
            return TryOpen(Path.Combine(Path.GetTempPath(), $".ht-{name}-lock"));
        }
    }

    private static FileStream? TryOpen(string path)
    {
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);
        }
        catch (IOException exception) when (exception is not (DirectoryNotFoundException or PathTooLongException))
        {
            // The base library tells a file in use from other failures by no type of its own.
            if (File.Exists(path))
            {
                return null;
            }

            throw;
        }
    }
}
