using System.Text.RegularExpressions;

namespace HtpasswdAuth;

/// <summary>Makes the plan for a path from the <c>.htaccess</c> files on the way to it.</summary>
internal sealed class AccessPlanner(HtaccessSettings settings, HtaccessFolders folders, FolderAccessFactory factory)
{
    private readonly string _realRoot = ResolvedLinks.Resolve(settings.Root);

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
        string real = ResolvedLinks.Resolve(path.FullPath);
        string shown = path.FullPath[settings.Root.Length..];
        bool isInside = real == _realRoot || real.StartsWith(_realRoot + Path.DirectorySeparatorChar, StringComparison.Ordinal);
        return isInside && real[_realRoot.Length..] != shown
            ? SitePath.Find(_realRoot, real[_realRoot.Length..].Replace(Path.DirectorySeparatorChar, '/') + (path.EndsInSlash ? "/" : ""))
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

        string name = NameOf(path);
        FileSection[] matching = [.. sections.Where(section => section.Matches(name))];
        places.Add(factory.Create(For(matching, merged), isIndex: false));
        if (IndexOf(path) is { } index && sections.Where(section => section.Matches(index)).ToArray() is { } ofIndex && !ofIndex.SequenceEqual(matching))
        {
            places.Add(factory.Create(For(ofIndex, merged), isIndex: true));
        }

        // Whoever put a password file there meant it to be used, not to be downloaded.
        return places.Exists(place => IsFileOf(place.Settings, path.FullPath)) ? 403 : null;
    }

    /// <summary>The name that sections of files are about; a folder has one only as long as its slash is missing.</summary>
    private static string NameOf(SitePath path) =>
        path.Name.Length > 0 || path.EndsInSlash || path.Folders.Count == 1 ? path.Name : Path.GetFileName(path.Folders[^1]);

    /// <summary>The file that stands for a folder; where other sections hold for it than for the folder, both are asked about, as httpd does.</summary>
    private string? IndexOf(SitePath path) =>
        path.Name.Length > 0 || !path.EndsInSlash
            ? null
            : settings.Options.DefaultFiles.FirstOrDefault(name => File.Exists(Path.Combine(path.Folders[^1], name)));

    /// <summary>Sections of files are merged with each other first, then with the folders, as httpd does.</summary>
    private static FolderSettings For(FileSection[] matching, FolderSettings folder)
    {
        FolderSettings? ofFile = null;
        foreach (FileSection section in matching)
        {
            ofFile = ofFile is null ? section.Settings : ofFile.MergeWith(section.Settings);
        }

        return ofFile is null ? folder : folder.MergeWith(ofFile);
    }

    // Ignoring case everywhere: refusing a file that only looks like one of them is the safe mistake.
    private static bool IsFileOf(FolderSettings settings, string path) =>
        path.Equals(settings.UserFile, StringComparison.OrdinalIgnoreCase) || path.Equals(settings.GroupFile, StringComparison.OrdinalIgnoreCase);

    private long ExpiresAfter(TimeSpan time) =>
        settings.Time.GetTimestamp() + (long)(time.TotalSeconds * settings.Time.TimestampFrequency);
}
