using Microsoft.Win32.SafeHandles;

namespace HtpasswdAuth;

/// <summary>Finds out whether a file could be written, without changing anything that others see.</summary>
internal sealed class FileWriteProbe(string path)
{
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
            return FileErrorText.Of(exception);
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
            AtomicFileWriter.TestWrite(path);
        }
        catch (TimeoutException)
        {
            return false;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            reason = FileErrorText.Of(exception);
        }

        return true;
    }
}
