using System.Text.RegularExpressions;

namespace HtpasswdAuth;

/// <summary>Makes the plan for a path from the <c>.htaccess</c> files on the way to it.</summary>
internal sealed class AccessPlanner(HtaccessSettings settings, HtaccessFolders folders, FolderAccessFactory factory)
{
    private readonly string _realRoot = LinkTarget.Resolve(settings.Root);

    /// <summary>Files are looked at where their last look is old. Never throws for what a request contains.</summary>
    public AccessPlan Make(SitePath path)
    {
        TimeSpan validFor = settings.PollInterval;
        List<FolderAccess> places = [];
        try
        {
            int? closed = Add(places, path, ref validFor);
            if (closed is null && RealPathOf(path) is { } real)
            {
                closed = Add(places, real, ref validFor);
            }

            return new AccessPlan(places, closed, ExpiresAfter(validFor));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or RegexMatchTimeoutException)
        {
            settings.Logger.PathUndecided(exception, LogText.Escape(path.FullPath));
            return new AccessPlan([], 500, ExpiresAfter(validFor));
        }
    }

    /// <summary>The same folders, whatever their names: a link must not lead around the rules of the place it leads to.</summary>
    private SitePath? RealPathOf(SitePath path)
    {
        string real = LinkTarget.Resolve(path.FullPath);
        string shown = path.FullPath[settings.Root.Length..];
        bool isInside = real == _realRoot || real.StartsWith(_realRoot + Path.DirectorySeparatorChar, StringComparison.Ordinal);
        return isInside && real[_realRoot.Length..] != shown
            ? SitePath.Find(_realRoot, real[_realRoot.Length..].Replace(Path.DirectorySeparatorChar, '/'))
            : null;
    }

    private int? Add(List<FolderAccess> places, SitePath path, ref TimeSpan validFor)
    {
        FolderSettings merged = FolderSettings.Nothing;
        List<FileSection> sections = [];
        foreach (string folder in path.Folders)
        {
            HtaccessFile file = folders.Get(folder).Current(out TimeSpan fileValidFor);
            validFor = fileValidFor < validFor ? fileValidFor : validFor;
            if (file.ClosedWith is not null)
            {
                return file.ClosedWith;
            }

            merged = merged.MergeWith(file.Settings);
            sections.AddRange(file.Files);
        }

        foreach (string name in NamesOf(path))
        {
            places.Add(factory.Create(For(name, merged, sections)));
        }

        // Whoever put a password file there meant it to be used, not to be downloaded.
        return places.Exists(place => IsFileOf(place.Settings, path.FullPath)) ? 403 : null;
    }

    /// <summary>A folder is asked about as such and as the files that may stand for it.</summary>
    private IEnumerable<string> NamesOf(SitePath path) =>
        path.Name.Length > 0 ? [path.Name] : ["", .. settings.Options.DefaultFiles.Where(name => File.Exists(Path.Combine(path.Folders[^1], name))).Take(1)];

    /// <summary>Sections of files are merged with each other first, then with the folders, as httpd does.</summary>
    private static FolderSettings For(string name, FolderSettings folder, List<FileSection> sections)
    {
        FolderSettings? ofFile = null;
        foreach (FileSection section in sections.Where(section => section.Matches(name)))
        {
            ofFile = ofFile is null ? section.Settings : ofFile.MergeWith(section.Settings);
        }

        return ofFile is null ? folder : folder.MergeWith(ofFile);
    }

    private static bool IsFileOf(FolderSettings settings, string path) => path == settings.UserFile || path == settings.GroupFile;

    private long ExpiresAfter(TimeSpan time) =>
        settings.Time.GetTimestamp() + (long)(time.TotalSeconds * settings.Time.TimestampFrequency);
}
