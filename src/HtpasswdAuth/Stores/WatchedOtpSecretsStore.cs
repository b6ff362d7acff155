using Microsoft.Extensions.Logging;

namespace HtpasswdAuth;

/// <summary>The enrolments of the second factor in a file, which may be read-only.</summary>
/// <remarks>
/// Deleting the file must not switch the second factor off. So a missing one means that nobody is enrolled only if it never was there
/// and the state knows of no enrolment either; otherwise the last good snapshot stays, or the store is closed.
/// </remarks>
internal sealed class WatchedOtpSecretsStore : IOtpSecretsStore, IOtpFile, IDisposable
{
    private readonly string _path;
    private readonly WatchedOtpFile<OtpSecretsFile> _file;

    /// <param name="settings">Where the file is.</param>
    /// <param name="states">Started already; asked whether anybody was enrolled when there is no file.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">The scheme's logger.</param>
    public WatchedOtpSecretsStore(OtpStoreSettings settings, IOtpStateStore states, TimeProvider time, ILogger logger)
    {
        _path = settings.Path;
        var watched = new WatchedFileSettings(settings.Path) { PollInterval = settings.PollInterval, Grace = Timeout.InfiniteTimeSpan };
        var traits = new OtpFileTraits<OtpSecretsFile>
        {
            Name = "enrolment file",
            Parse = OtpSecretsFile.Parse,
            ToArray = static file => file.ToArray(),
            CountUsers = static file => file.Count,
            StandIn = () => states.Current is { KnowsEnrolments: false } ? OtpSecretsFile.Empty : null,
            AboutMissing = () => AboutMissing(states.Current),
            WhileUnusable = "Nothing in it can be changed.",
            KeepsUsers = true,
            MustBeWritable = false,
        };
        _file = new WatchedOtpFile<OtpSecretsFile>(watched, traits, time, logger);
    }

    public OtpSecretsFile? Current => _file.Current;

    public bool IsUncertain => _file.IsUncertain;

    public bool IsWritable => Status.Writable;

    public OtpStoreStatus Status => _file.Status;

    /// <summary>Reads the file for the first time and begins to watch it.</summary>
    public void Start() => _file.Start();

    public void Dispose() => _file.Dispose();

    public Task UpdateAsync(string user, Func<OtpUser, OtpUser?> change, CancellationToken cancellationToken) =>
        _file.UpdateAsync(
            requireFile => OtpSecretsFile.Update(
                _path,
                user,
                held =>
                {
                    requireFile();
                    return change(held);
                },
                cancellationToken),
            cancellationToken);

    /// <summary>Looks at the file once and returns when to look again.</summary>
    internal TimeSpan Look() => _file.Look();

    private static string AboutMissing(OtpStateFile? state) => state switch
    {
        null => ", and without the state file nobody can say whether anybody was enrolled: restore both",
        { KnowsEnrolments: true } => ", but codes were accepted before: restore it, or put an empty one in its place if nobody is to need a code",
        _ => ": restore it, or put an empty one in its place if nobody is to need a code",
    };
}
