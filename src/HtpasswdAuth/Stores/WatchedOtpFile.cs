using Microsoft.Extensions.Logging;

namespace HtpasswdAuth;

/// <summary>A file of the second factor, kept in memory as a snapshot that follows it, and changed on disk.</summary>
internal sealed class WatchedOtpFile<T> : IDisposable
    where T : class
{
    private readonly OtpFileTraits<T> _traits;
    private readonly OtpWritability _writability;
    private readonly WatchedFile<T> _file;
    private readonly TimeSpan _limit;
    private readonly SemaphoreSlim _turn = new(1, 1);

    public WatchedOtpFile(WatchedFileSettings settings, OtpFileTraits<T> traits, TimeProvider time, ILogger logger)
    {
        _traits = traits;
        _limit = settings.WriteLimit;
        _writability = new OtpWritability(new OtpWriteProbe(settings.Path), settings.PollInterval, time, reason => Tell(settings.Path, reason, logger));
        _file = new WatchedFile<T>(settings, new OtpFileKind<T>(settings.Path, traits, _writability, logger), time, logger);
    }

    public T? Current => _file.Current;

    /// <summary>Gets whether the file is, or may be, another than <see cref="Current"/>.</summary>
    public bool IsUncertain => _file.Doubt is not null || _file.Status.State != CredentialFileState.Whole;

    public OtpStoreStatus Status
    {
        get
        {
            WatchedFileStatus<T> status = _file.Status;
            bool writable = _writability.IsWritable;
            string? unwritable = _traits.MustBeWritable && !writable ? OtpFileProblem.Unwritable(_traits) : null;
            return new OtpStoreStatus(
                status.Snapshot is { } snapshot ? _traits.CountUsers(snapshot) : 0,
                status.Snapshot is null ? null : status.LoadedAt,
                OtpFileProblem.Describe(status, _traits) ?? unwritable,
                status.Closed,
                writable);
        }
    }

    public void Start() => _file.Start();

    public TimeSpan Look() => _file.Look();

    public void Dispose() => _file.Dispose();

    /// <summary>Changes the file, in turn with the other changes of this process and on no request's thread.</summary>
    /// <param name="write">As for <see cref="WatchedFile{T}.Write"/>.</param>
    /// <param name="cancellationToken">Ends the waiting for the turn.</param>
    /// <exception cref="IOException">The file cannot be changed.</exception>
    public async Task UpdateAsync(Func<Action, T> write, CancellationToken cancellationToken)
    {
        if (!await _turn.WaitAsync(_limit, cancellationToken).ConfigureAwait(false))
        {
            throw new IOException(OtpFileProblem.Unwritable(_traits));
        }

        try
        {
            await UpdateInTurnAsync(write).WaitAsync(2 * _limit, CancellationToken.None).ConfigureAwait(false);
        }
        catch (TimeoutException exception)
        {
            throw new IOException(OtpFileProblem.Unwritable(_traits), exception);
        }
    }

    /// <summary>The turn ends with the writing, however late that is.</summary>
    private async Task UpdateInTurnAsync(Func<Action, T> write)
    {
        try
        {
            await Callbacks.RunAsync(CallbackNames.SecondFactorWrite, () => Update(write)).ConfigureAwait(false);
        }
        finally
        {
            _turn.Release();
        }
    }

    private void Update(Func<Action, T> write)
    {
        if (_file.Status.State == CredentialFileState.Shrunk)
        {
            throw new IOException($"The {_traits.Name} has lost users and was left as it is: restore it, or accept it with htauth.");
        }

        try
        {
            if (_file.Write(write))
            {
                _writability.Succeeded();
            }
        }
        catch (InvalidDataException exception)
        {
            throw new IOException($"The {_traits.Name} is broken and was left as it is. {exception.Message}", exception);
        }
        catch (FileGoneException exception)
        {
            throw new IOException($"The {_traits.Name} is missing{_traits.AboutMissing()}.", exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or TimeoutException)
        {
            _writability.Failed(FileErrorText.Of(exception));
            throw new IOException(OtpFileProblem.Unwritable(_traits), exception);
        }
    }

    private void Tell(string path, string? reason, ILogger logger)
    {
        if (!_traits.MustBeWritable)
        {
            // Enrolments may well be read-only; who tries to change them is told.
            return;
        }

        if (reason is null)
        {
            logger.OtpFileWritable(path);
        }
        else
        {
            logger.OtpFileUnwritable(path, OtpFileProblem.Unwritable(_traits), reason);
        }
    }
}
