namespace HtpasswdAuth;

/// <summary>Makes the plan for a path from the <c>.htaccess</c> files on the way to it.</summary>
internal sealed class AccessPlanner(HtaccessSettings settings, HtaccessFolders folders, FolderAccessFactory factory)
{
    private readonly string _realRoot = ResolvedLinks.Resolve(settings.Root);
    private readonly FolderNames _names = new(settings);

    /// <summary>Files are looked at where their last look is old. Never throws for what a request contains.</summary>
    /// <param name="path">Of the request.</param>
    /// <param name="isCanonical">Whether it is the one way to write a path that leads somewhere.</param>
    /// <returns><see langword="null"/> for a path that leads nowhere.</returns>
    public AccessPlan? Make(string path, out bool isCanonical)
    {
        TimeSpan validFor = settings.PollInterval;
        List<FolderAccess> places = [];
        isCanonical = false;
        try
        {
            if (SitePath.Find(settings.Root, path, _names.Find) is not { } place)
            {
                return null;
            }

            isCanonical = place.IsCanonical;
            int? closed = Add(places, place, ref validFor);
            if (closed is null && RealPathOf(place, place.FullPath, place.EndsInSlash) is { } real)
            {
                closed = Add(places, real, ref validFor);
            }

            IReadOnlyList<string>? said = places.Count > 0 ? places[0].Settings.Indexes : null;
            string? index = IndexOf(place, said);
            if (closed is null && index is not null
                && RealPathOf(place, Path.Combine(place.FullPath, index), endsInSlash: false) is { } realIndex)
            {
                closed = Add(places, realIndex, ref validFor);
            }

            bool isFolder = place is { Name.Length: 0, EndsInSlash: true };
            return new AccessPlan(places, closed, ExpiresAfter(validFor), isFolder && said is not null ? index ?? "" : null);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            settings.Logger.PathUndecided(exception, LogText.Escape(path));
            return new AccessPlan([], 500, ExpiresAfter(validFor));
        }
    }

    /// <summary>The same folders, whatever their names: a link must not lead around the rules of the place it leads to.</summary>
    private SitePath? RealPathOf(SitePath place, string fullPath, bool endsInSlash)
    {
        string real = ResolvedLinks.Resolve(fullPath);
        bool isInside = real == _realRoot || real.StartsWith(_realRoot + Path.DirectorySeparatorChar, StringComparison.Ordinal);
        return !place.IsVirtual && isInside && real[_realRoot.Length..] != fullPath[settings.Root.Length..]
            ? SitePath.Find(
                _realRoot, real[_realRoot.Length..].Replace(Path.DirectorySeparatorChar, '/') + (endsInSlash ? "/" : ""), _names.Find)
            : null;
    }

    private int? Add(List<FolderAccess> places, SitePath path, ref TimeSpan validFor)
    {
        FolderSettings merged = FolderSettings.Nothing;
        List<FileSection> sections = [];
        foreach (string folder in path.Folders)
        {
            if (folder != path.Folders[0] && !LinkCheck.IsFollowed(folder, merged.Links))
            {
                return 403;
            }

            HtaccessFile file = folders.Get(folder).Current(out TimeSpan fileValidFor);
            validFor = fileValidFor < validFor ? fileValidFor : validFor;
            if (file.ClosedWith is not null)
            {
                return file.ClosedWith;
            }

            merged = merged.MergeWith(file.Settings);
            sections.AddRange(file.Files);
        }

        return AddPlaces(places, path, merged, sections);
    }

    /// <summary>The place itself, and the file that stands for it where other sections hold for that: both are asked, as httpd does.</summary>
    private int? AddPlaces(List<FolderAccess> places, SitePath path, FolderSettings merged, List<FileSection> sections)
    {
        if (Matching(sections, NameOf(path), path.IsVirtual) is not { } matching)
        {
            return 403;
        }

        FolderSettings ofPath = For(matching, merged);
        places.Add(factory.Create(ofPath, path, index: null));
        bool isFollowed = path.Name.Length == 0 || LinkCheck.IsFollowed(path.FullPath, ofPath.Links);
        if (IndexOf(path, ofPath.Indexes) is { } index)
        {
            if (Matching(sections, index, ignoreCase: false) is not { } ofIndex)
            {
                return 403;
            }

            FolderSettings settingsOfIndex = For(ofIndex, merged);
            FolderAccess place = factory.Create(settingsOfIndex, path, index);
            isFollowed &= LinkCheck.IsFollowed(place.FileName, settingsOfIndex.Links);
            if (!ofIndex.SequenceEqual(matching) || place.AsksForMore)
            {
                places.Add(place);
            }
        }

        // A password file that is named there was meant to be used, and not to be downloaded.
        return !isFollowed || places.Exists(place => IsFileOf(place.Settings, path.FullPath)) ? 403 : null;
    }

    /// <summary><see langword="null"/> where that takes too long to say.</summary>
    private static FileSection[]? Matching(List<FileSection> sections, string name, bool ignoreCase)
    {
        List<FileSection> matching = [];
        foreach (FileSection section in sections)
        {
            switch (section.Find(name, ignoreCase))
            {
                case PatternAnswer.Matches:
                    matching.Add(section);
                    break;
                case PatternAnswer.TooLong:
                    return null;
            }
        }

        return [.. matching];
    }

    /// <summary>The name that sections of files are about; a folder has one only as long as its slash is missing.</summary>
    private static string NameOf(SitePath path) =>
        path.Name.Length > 0 || path.EndsInSlash || path.Folders.Count == 1 ? path.Name : Path.GetFileName(path.Folders[^1]);

    /// <summary>The file that stands for a folder; where other sections hold for it than for the folder, both are asked about, as httpd does.</summary>
    private string? IndexOf(SitePath path, IEnumerable<string>? said) => path.Name.Length > 0 || !path.EndsInSlash
        ? null
        : (said ?? settings.Options.DefaultFiles).FirstOrDefault(name => new FileInfo(Path.Combine(path.Folders[^1], name)).Exists);

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
