namespace HtpasswdAuth;

/// <summary>A running site with <c>.htaccess</c> files.</summary>
internal sealed class HtaccessSite : IDisposable
{
    private readonly HtaccessUserFiles _files;

    public HtaccessSite(HtaccessSettings settings, HtpasswdMetrics metrics)
    {
        _files = new HtaccessUserFiles(settings, metrics);
        Log = new HtaccessLog(settings.Logger);
        var planner = new AccessPlanner(settings, new HtaccessFolders(settings), new FolderAccessFactory(settings, _files, Log));
        Plans = new AccessPlans(settings, planner);
    }

    public AccessPlans Plans { get; }

    public HtaccessLog Log { get; }

    public void Dispose() => _files.Dispose();
}
