using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;

namespace HtpasswdAuth;

/// <summary>Finds out whether a file could be written, without changing anything that others see.</summary>
internal sealed class OtpWriteProbe(string path)
{
    private const int Slack = 4096;

    /// <summary>Whether the file may be opened for writing: cheap, and silent about a full disk.</summary>
    /// <returns>Why not; <see langword="null"/> if it may, or if there is none.</returns>
    public string? WhyNotOpened()
    {
        try
        {
            using SafeFileHandle handle = File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
            return null;
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return exception.Message;
        }
    }

    /// <summary>Takes the lock of the file, and writes as much as the file holds to another beside it that is deleted at once.</summary>
    /// <param name="reason">Why it cannot be written; <see langword="null"/> if it can.</param>
    /// <returns>Whether there is an answer: not while another has the lock.</returns>
    public bool TryWrite(out string? reason)
    {
        reason = null;
        try
        {
            using CredentialFileLock held = CredentialFileLock.Acquire(path, TimeSpan.Zero);
            using FileStream? beside = CreateBeside();
            beside?.Write(new byte[(File.Exists(path) ? new FileInfo(path).Length : 0) + Slack]);
            beside?.Flush(flushToDisk: true);
        }
        catch (TimeoutException)
        {
            return false;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            reason = exception.Message;
        }

        return true;
    }

    /// <returns><see langword="null"/> if the directory takes no new files, but there is a file that can be written over.</returns>
    private FileStream? CreateBeside()
    {
        var file = new FileInfo(path);
        string target = file.LinkTarget is null ? path : file.ResolveLinkTarget(returnFinalTarget: true)!.FullName;

        // Named like the writer's own files: if this process is killed now, the next writer clears it away.
        string name = $".ht-{Path.GetFileName(target)}-{RandomNumberGenerator.GetHexString(32, lowercase: true)}.tmp";
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            Share = FileShare.ReadWrite | FileShare.Delete,
            Options = FileOptions.DeleteOnClose,
            BufferSize = 0,
        };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        try
        {
            return new FileStream(Path.Combine(Path.GetDirectoryName(target)!, name), options);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException && File.Exists(path))
        {
            return null;
        }
    }
}
