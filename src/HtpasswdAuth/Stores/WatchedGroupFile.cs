using System.Globalization;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;

namespace HtpasswdAuth;

/// <summary>A group file kept in memory as an immutable snapshot that follows the file.</summary>
internal sealed class WatchedGroupFile(WatchedFileSettings settings, TimeProvider time, ILogger logger) : IDisposable
{
    private readonly WatchedFile<HtgroupFile> _file = new(settings, new GroupFileKind(settings, logger), time, logger);

    /// <summary>Gets the snapshot; <see langword="null"/> while nobody can say who is in a group.</summary>
    public HtgroupFile? Current => _file.Current;

    /// <summary>Whether the user may be in more groups than <see cref="Current"/> knows of: the file is being written, or was lost.</summary>
    public bool IsUncertain(string userName) => _file.Doubt is { IsOfAll: false } doubt
        && (doubt.Last is null || doubt.Last.GroupsOf(userName).Count > (_file.Current?.GroupsOf(userName).Count ?? 0));

    /// <summary>Reads the file for the first time and begins to watch it. A missing file is no error: nobody is in a group until it comes.</summary>
    public void Start() => _file.Start();

    public void Dispose() => _file.Dispose();

    /// <summary>Adds what there is to tell of the file. Without it people are refused, none let in, so the site is degraded and no more.</summary>
    public HealthCheckResult AddHealth(HealthCheckResult users)
    {
        WatchedFileStatus<HtgroupFile> status = _file.Status;
        int problems = status.Snapshot?.ProblemCount ?? 0;
        string? text = status switch
        {
            { Closed: true } => "The group file cannot be read; nobody is in a group.",
            { UnavailableSince: not null } => $"The group file cannot be used ({status.Reason}); the last good copy is served for a moment.",
            { State: CredentialFileState.Shrunk } => "The group file has lost most of its members; those who are missing are answered 503. Restore it, or run: htauth accept FILE",
            _ when problems > 0 => string.Create(CultureInfo.InvariantCulture, $"{problems} lines of the group file have problems. See the log."),
            _ => null,
        };
        if (text is null)
        {
            return users;
        }

        HealthStatus worse = users.Status == HealthStatus.Unhealthy ? HealthStatus.Unhealthy : HealthStatus.Degraded;
        return new HealthCheckResult(worse, $"{users.Description} {text}", users.Exception, users.Data);
    }
}
