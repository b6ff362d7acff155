using System.Collections.Concurrent;

namespace HtpasswdAuth;

/// <summary>The folders of a site that were asked about. Only folders that exist are, so there are no more than the site has.</summary>
internal sealed class HtaccessFolders(HtaccessSettings settings)
{
    // Ways through links are endless; beyond so many all are forgotten, and read again when they are asked about.
    private const int MaxFolders = 10_000;

    private readonly ConcurrentDictionary<string, HtaccessFolder> _folders = new(StringComparer.Ordinal);

    public HtaccessFolder Get(string folder)
    {
        if (_folders.TryGetValue(folder, out HtaccessFolder? known))
        {
            return known;
        }

        if (_folders.Count >= MaxFolders)
        {
            _folders.Clear();
        }

        return _folders.GetOrAdd(folder, path => new HtaccessFolder(path, settings));
    }
}
