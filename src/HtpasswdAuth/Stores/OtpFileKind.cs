using Microsoft.Extensions.Logging;
using Microsoft.Win32.SafeHandles;

namespace HtpasswdAuth;

/// <summary>A file of the second factor: one broken line makes it useless, since nobody can say what it held.</summary>
internal sealed class OtpFileKind<T>(string path, OtpFileTraits<T> traits, OtpWritability writability, ILogger logger) : IWatchedFileKind<T>
    where T : class
{
    private readonly FileModeReport _mode = new(path, logger);

    public T? StandIn => traits.StandIn();

    public FileReading<T> Read(SafeFileHandle handle)
    {
        long size = RandomAccess.GetLength(handle);
        CredentialFileTooLargeException.ThrowIfTooLarge(size);
        byte[] content = new byte[size];
        int length = 0;
        for (int count = 1; count > 0 && length < content.Length; length += count)
        {
            count = RandomAccess.Read(handle, content.AsSpan(length), length);
        }

        ReadOnlyMemory<byte> read = content.AsMemory(0, length);
        try
        {
            return new FileReading<T>(read, traits.Parse(read.Span));
        }
        catch (InvalidDataException exception)
        {
            return new FileReading<T>(read, null, exception.Message);
        }
    }

    /// <summary>Another way to write the same is the same.</summary>
    public bool HasText(T snapshot, CredentialText file) => false;

    public bool AreSame(T last, T next) => traits.ToArray(last).AsSpan().SequenceEqual(traits.ToArray(next));

    /// <summary>A file that looks cut off may be finished yet; one that lost users whom it must not lose stays out until it is accepted.</summary>
    public CredentialFileVerdict Judge(FileReading<T> reading, T? last, TimeSpan still)
    {
        bool looksCutOff = reading.Snapshot is null || reading.Content.Span is not [.., (byte)'\n'];
        if (looksCutOff && last is not null && still < CredentialFileEvidence.StillWhenCutOff)
        {
            return new(CredentialFileState.Settling, CredentialFileEvidence.StillWhenCutOff - still);
        }

        bool hasLost = traits.KeepsUsers && reading.Snapshot is { } now && last is not null && traits.CountUsers(now) < traits.CountUsers(last);
        return new(hasLost ? CredentialFileState.Shrunk : CredentialFileState.Whole, null);
    }

    public T? PartOf(FileReading<T> reading) => null;

    public void InDoubt(WatchedFileStatus<T> status, T? part)
    {
        if (status.State == CredentialFileState.Shrunk)
        {
            logger.OtpFileBroken(path, OtpFileProblem.Describe(status, traits)!);
        }
    }

    public void Loaded(WatchedFileStatus<T> before, T snapshot, TimeSpan took)
    {
        // Other nodes write the state at every code: a line for each would bury the rest.
        LogLevel level = before.Snapshot is not null && traits.MustBeWritable ? LogLevel.Debug : LogLevel.Information;
        logger.OtpFileLoaded(level, path, (long)took.TotalMilliseconds, traits.CountUsers(snapshot));
        if (before.State != CredentialFileState.Whole)
        {
            Back();
        }

        _mode.Check();
    }

    public void Unavailable(WatchedFileStatus<T> status) => logger.OtpFileUnavailable(path, OtpFileProblem.Describe(status, traits)!);

    public void Closed(WatchedFileStatus<T> status) => logger.OtpFileClosed(path, OtpFileProblem.Describe(status, traits)!);

    public void Broken(WatchedFileStatus<T> status) => logger.OtpFileBroken(path, OtpFileProblem.Describe(status, traits)!);

    public void Back() => logger.OtpFileBack(path);

    public void Looked() => writability.Looked();
}
