using System.Security.Cryptography;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace HtpasswdAuth;

/// <summary>
/// The lock for systems and file systems that cannot lock a part of a file: a file beside it, opened by one at a time, whoever is first to
/// try. It is never deleted, or two could hold two files of that name.
/// </summary>
internal sealed class LockFile(string path) : ICredentialFileLockAttempt
{
    private const int Others = 8;

    /// <summary>It is not known.</summary>
    public int Ahead => Others;

    /// <inheritdoc/>
    public CredentialFileLock? TryAcquire(out bool hasProgressed)
    {
        hasProgressed = false;
        string target = CredentialFilePath.Resolve(path);
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

    /// <summary>There is no place to give up.</summary>
    public void Dispose()
    {
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
