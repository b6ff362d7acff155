namespace HtpasswdAuth;

/// <summary>
/// The <c>.htaccess</c> file of one folder, looked at again when the last look is old. A file that is being written, or is gone for a
/// moment as editors have it, does not count before it has held still: until then the rules stay as they were.
/// </summary>
internal sealed class HtaccessFolder(string folder, HtaccessSettings settings)
{
    public const string FileName = ".htaccess";

    private readonly string _path = Path.Combine(folder, FileName);
    private readonly Lock _gate = new();
    private readonly FileSettling _settling = new(settings.Time);
    private HtaccessFile? _file;
    private CredentialFileStamp? _loaded;
    private long? _missingSince;
    private long _lookedAt;
    private TimeSpan _lookAfter;

    /// <summary>Gets the file as it counts now.</summary>
    /// <param name="validFor">How long from now on it counts without another look.</param>
    public HtaccessFile Current(out TimeSpan validFor)
    {
        lock (_gate)
        {
            TimeSpan age = settings.Time.GetElapsedTime(_lookedAt);
            if (_file is null || age >= _lookAfter)
            {
                _lookAfter = Look();
                _lookedAt = settings.Time.GetTimestamp();
                age = TimeSpan.Zero;
            }

            validFor = _lookAfter - age;
            return _file!;
        }
    }

    private TimeSpan Look()
    {
        try
        {
            return Follow();
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return Lose();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            _loaded = null;
            _missingSince = null;
            Serve(HtaccessFile.Closed(403, "it cannot be read. Restore its permissions"));
            return settings.PollInterval;
        }
    }

    private TimeSpan Follow()
    {
        CredentialFileStamp stamp = CredentialFileStamp.Of(_path);
        _missingSince = null;
        if (stamp == _loaded)
        {
            _settling.Reset();
            return settings.PollInterval;
        }

        if (_file is not null && _settling.WaitBeforeReading(stamp) is { } wait)
        {
            return wait;
        }

        byte[] content = stamp.Length > ConfigLines.MaxBytes ? [] : CredentialFile.ReadAllBytes(_path);
        bool torn = CredentialFileStamp.Of(_path) != stamp;
        if (torn)
        {
            _file ??= HtaccessFile.Closed(503, "it is being written");
            return _settling.WaitAfterTornRead();
        }

        bool looksWhole = content is [.., (byte)'\n'];
        TimeSpan longer = looksWhole ? TimeSpan.Zero : CredentialFileEvidence.StillWhenCutOff - _settling.StillFor(stamp);
        if (_file is not null && longer > TimeSpan.Zero)
        {
            return longer;
        }

        _settling.Reset();
        _loaded = stamp;
        Serve(stamp.Length > ConfigLines.MaxBytes ? HtaccessFile.Closed(500, "it is longer than 1 MB") : HtaccessFile.Parse(content, settings.Resolve, folder));
        return settings.PollInterval;
    }

    private TimeSpan Lose()
    {
        _loaded = null;
        _settling.Reset();
        _missingSince ??= settings.Time.GetTimestamp();
        TimeSpan left = CredentialFileEvidence.StillWhenCutOff - settings.Time.GetElapsedTime(_missingSince.Value);
        if (_file is not null && !ReferenceEquals(_file, HtaccessFile.None) && left > TimeSpan.Zero)
        {
            return left;
        }

        _file = HtaccessFile.None;
        return settings.PollInterval;
    }

    private void Serve(HtaccessFile file)
    {
        bool isNew = _file is null || _file.Problem != file.Problem;
        _file = file;
        if (file.ClosedWith is { } status && isNew)
        {
            settings.Logger.FolderClosed(_path, file.Problem.Line, file.Problem.Message, status);
        }

        foreach ((int line, string condition) in file.Skipped)
        {
            settings.Logger.HtaccessSectionSkipped(_path, line, LogText.Escape(condition));
        }
    }
}
