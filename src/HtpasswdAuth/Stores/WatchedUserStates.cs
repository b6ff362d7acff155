using Microsoft.Extensions.Logging;

namespace HtpasswdAuth;

/// <summary>What is remembered of each user, in a file.</summary>
/// <typeparam name="TFile">A snapshot of the file.</typeparam>
/// <typeparam name="TState">What it has of one user.</typeparam>
/// <param name="settings">How the file is watched.</param>
/// <param name="traits">What kind of file it is.</param>
/// <param name="update">Changes the state of one user in the file.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">The scheme's logger.</param>
internal abstract class WatchedUserStates<TFile, TState>(
    WatchedFileSettings settings,
    OtpFileTraits<TFile> traits,
    Func<string, string, Func<TState, TState>, CancellationToken, TFile> update,
    TimeProvider time,
    ILogger logger) : IOtpFile, IDisposable
    where TFile : class
{
    private readonly string _path = settings.Path;
    private readonly WatchedOtpFile<TFile> _file = new(settings, traits, time, logger);

    public TFile? Current => _file.Current;

    public OtpStoreStatus Status => _file.Status;

    /// <summary>Reads the file for the first time, tries whether it can be written, and begins to watch it.</summary>
    public void Start() => _file.Start();

    public void Dispose() => _file.Dispose();

    public Task UpdateAsync(string user, Func<TState, TState> change, CancellationToken cancellationToken) =>
        _file.UpdateAsync(
            requireFile => update(
                _path,
                user,
                state =>
                {
                    requireFile();
                    return change(state);
                },
                cancellationToken),
            cancellationToken);

    /// <summary>Looks at the file once and returns when to look again.</summary>
    internal TimeSpan Look() => _file.Look();
}
