using Microsoft.Extensions.Logging;

namespace HtpasswdAuth;

/// <summary>What an attempt to read a file that failed says of the file.</summary>
internal sealed record FileLoss(CredentialFileState State, FileObstacle? Obstacle = null)
{
    /// <param name="exception">What was thrown.</param>
    /// <returns><see langword="null"/> for a failure that was not foreseen.</returns>
    public static FileLoss? Of(Exception exception) => exception switch
    {
        OutOfMemoryException or { InnerException: OutOfMemoryException } => new(CredentialFileState.Unreadable, FileObstacle.OutOfMemory),
        FileNotFoundException or DirectoryNotFoundException => new(CredentialFileState.Gone),
        CredentialFileTooLargeException => new(CredentialFileState.Unreadable, FileObstacle.TooLarge),
        IOException or UnauthorizedAccessException => new(CredentialFileState.Unreadable),
        _ => null,
    };
}

/// <summary>What keeps a file that is there from being read.</summary>
/// <param name="Reason">To go into brackets; without user or path.</param>
/// <param name="Remedy">What an administrator has to do.</param>
internal sealed record FileObstacle(string Reason, string Remedy)
{
    public static readonly FileObstacle TooLarge = new(
        "it is larger than 2 GB, the limit of what is held in memory", "Divide it among several schemes, or keep the users in a database.");

    public static readonly FileObstacle OutOfMemory = new(
        "there is not enough memory to read it", "Give the process, or its container, 3.7 times the size of the file beside what it takes without users.");

    // What is served, what is read beside it, and what the two of them leave to be collected.
    private const double MemoryForFile = 3.7;
    private const int Megabyte = 1_000_000;

    /// <summary>Tells the administrator how much memory it takes.</summary>
    public static void TellOutOfMemory(ILogger logger, WatchedFileSettings file)
    {
        long size = 0;
        try
        {
            size = CredentialFileStamp.Of(file.Path).Length;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Gone meanwhile.
        }

        logger.FileOutOfMemory(file.Path, ToMegabytes(size), ToMegabytes(size * MemoryForFile), file.Grace);
    }

    private static long ToMegabytes(double bytes) => (long)Math.Ceiling(bytes / Megabyte);
}
