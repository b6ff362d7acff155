using Microsoft.Extensions.Logging;

namespace HtpasswdAuth;

/// <summary>A digest file kept in memory as an immutable snapshot that follows the file.</summary>
internal sealed class WatchedDigestStore : IDisposable
{
    private static readonly CredentialFileTraits<HtdigestFile> Traits = new()
    {
        Load = HtdigestFile.Load,
        Parse = HtdigestFile.Parse,
        ContentOf = static file => file.Content,
        HasText = static (file, text) => file.HasText(text),
        CountUsers = static file => file.Count,
        ProblemsOf = static file => file.Problems,
        CountProblems = static file => file.ProblemCount,
    };

    private readonly string _path;
    private readonly WatchedFile<HtdigestFile> _file;
    private readonly BlockingReaders _readers;

    public WatchedDigestStore(WatchedCredentialStoreSettings settings, TimeProvider time, HtpasswdMetrics metrics, ILogger logger)
    {
        _path = settings.UserFile;
        _readers = new BlockingReaders(settings.UserFile, time);
        var report = new CredentialFileReport(settings.UserFile, logger);
        var kind = new CredentialFileKind<HtdigestFile>(settings, Traits, report, _readers, metrics, logger);
        _file = new WatchedFile<HtdigestFile>(settings.ToWatchedFile(), kind, time, logger);
    }

    public HtdigestFile? Current => _file.Current;

    /// <summary>As <see cref="ICredentialStore.IsUncertain"/>, for one realm and for a user who may be any, whose name is empty.</summary>
    public bool IsUncertain(ReadOnlySpan<byte> userName, ReadOnlySpan<byte> realm) => _file.Doubt is { } doubt
        && (doubt.IsOfAll
            || userName.IsEmpty
            || (!Has(_file.Current, userName, realm) && (doubt.Last is null || Has(doubt.Last, userName, realm) || doubt.MayConcern(userName))));

    public CredentialStoreStatus Status => CredentialStoreStatus.Of(_path, _file.Status, Traits) with { BlockingReaders = _readers.Who };

    /// <summary>Reads the file for the first time and begins to watch it. A missing file is no error: the store is closed until it comes.</summary>
    public void Start() => _file.Start();

    public void Dispose() => _file.Dispose();

    /// <summary>Serves what this process wrote as soon as it is written. No look comes between the two.</summary>
    /// <param name="write">Changes the file and returns it as it is then; <see langword="null"/> where it wrote nothing.</param>
    public void Write(Func<HtdigestFile?> write) => _file.Write(write);

    /// <summary>What a text holds that is read within <see cref="Write"/>: the snapshot that is served if it is of the same file, so that nothing is read.</summary>
    /// <exception cref="IOException">It cannot be read, or there is not enough memory.</exception>
    public HtdigestFile Read(CredentialText text) => _file.SnapshotOf(text.Stamp) ?? HtdigestFile.Load(text);

    private static bool Has(HtdigestFile? file, ReadOnlySpan<byte> userName, ReadOnlySpan<byte> realm) =>
        file?.HashesOf(userName, realm).Length > 0;

    /// <summary>Looks at the file once and returns when to look again.</summary>
    internal TimeSpan Look() => _file.Look();
}
