using System.Runtime.InteropServices;

namespace HtpasswdAuth;

/// <summary>Why a file could not be read or written, for a message.</summary>
public static class FileErrorText
{
    private const int LargestErrorNumber = 4095;

    /// <summary>
    /// The system's own words where it was the system that refused, <c>No space left on device</c> for example: what an administrator
    /// looks for. They hold no path.
    /// </summary>
    /// <param name="exception">What reading or writing the file threw.</param>
    public static string Of(Exception exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        return exception switch
        {
            FileNotFoundException or DirectoryNotFoundException => "No such file or directory",
            PathTooLongException => "File name too long",
            UnauthorizedAccessException { InnerException: IOException inner } => Of(inner),
            UnauthorizedAccessException => "Permission denied",
            IOException { HResult: > 0 and <= LargestErrorNumber } => Marshal.GetPInvokeErrorMessage(exception.HResult),
            FileNeverRestsException => "another program keeps writing it; try again",
            TimeoutException => "others keep it locked; try again",
            _ => exception.Message,
        };
    }
}
