using Microsoft.Extensions.Logging;

namespace HtpasswdAuth;

/// <summary>A password file kept in memory as an immutable snapshot that follows the file.</summary>
internal sealed class WatchedCredentialStore : ICredentialStore, IDisposable
{
    private readonly CredentialFileTraits<HtpasswdFile> _traits;
    private readonly WatchedFile<HtpasswdFile> _file;
    private readonly BlockingReaders _readers;

    private readonly string _path;

    public WatchedCredentialStore(WatchedCredentialStoreSettings settings, TimeProvider time, HtpasswdMetrics metrics, ILogger logger)
    {
        _path = settings.UserFile;
        _traits = TraitsFor(settings.AllowPlaintext);
        _readers = new BlockingReaders(settings.UserFile, time);
        var report = new CredentialFileReport(settings.UserFile, logger);
        var kind = new CredentialFileKind<HtpasswdFile>(settings, _traits, report, _readers, metrics, logger);
        _file = new WatchedFile<HtpasswdFile>(settings.ToWatchedFile(), kind, time, logger);
    }

    public HtpasswdFile? Current => _file.Current;

    public bool IsUncertain(ReadOnlySpan<byte> userName) => _file.Doubt is { } doubt
        && (doubt.IsOfAll
            || (_file.Current?.TryFind(userName, out _) != true
                && (doubt.Last is null || doubt.Last.TryFind(userName, out _) || doubt.MayConcern(userName))));

    public CredentialStoreStatus Status => CredentialStoreStatus.Of(_path, _file.Status, _traits) with { BlockingReaders = _readers.Who };

    /// <summary>Reads the file for the first time and begins to watch it. A missing file is no error: the store is closed until it comes.</summary>
    public void Start() => _file.Start();

    public void Dispose() => _file.Dispose();

    /// <summary>Serves what this process wrote as soon as it is written. No look comes between the two.</summary>
    /// <param name="write">Changes the file and returns it as it is then; <see langword="null"/> where it wrote nothing.</param>
    public void Write(Func<HtpasswdFile?> write) => _file.Write(write);

    /// <summary>What a text holds that is read within <see cref="Write"/>: the snapshot that is served if it is of the same file, so that nothing is read.</summary>
    /// <exception cref="IOException">It cannot be read, or there is not enough memory.</exception>
    public HtpasswdFile Read(CredentialText text) => _file.SnapshotOf(text.Stamp) ?? HtpasswdFile.Load(text);

    /// <summary>Looks at the file once and returns when to look again.</summary>
    internal TimeSpan Look() => _file.Look();

    /// <summary>Texts of no known scheme are passwords where plaintext is allowed, and no problem then.</summary>
    private static CredentialFileTraits<HtpasswdFile> TraitsFor(bool allowPlaintext) => new()
    {
        Load = HtpasswdFile.Load,
        Parse = HtpasswdFile.Parse,
        ContentOf = static file => file.Content,
        HasText = static (file, text) => file.HasText(text),
        CountUsers = static file => file.Count,
        ProblemsOf = file => file.Problems.Where(problem => !(allowPlaintext && problem.Code == CredentialFileProblemCode.UnknownHash)),
        CountProblems = file => file.ProblemCount - (allowPlaintext ? file.CountProblems(CredentialFileProblemCode.UnknownHash) : 0),
    };
}
