namespace HtpasswdAuth.Testing;

/// <summary>What lies in a folder beside what writers keep there: the files they lock, and the records of what they wrote.</summary>
public static class FolderContent
{
    /// <returns>Full paths, in order.</returns>
    public static string[] PathsIn(string folder) =>
        [.. Directory.EnumerateFileSystemEntries(folder).Where(path => !IsKept(Path.GetFileName(path))).Order(StringComparer.Ordinal)];

    public static string[] NamesIn(string folder) => [.. PathsIn(folder).Select(path => Path.GetFileName(path)!)];

    public static bool IsKept(string name) => name.StartsWith(".ht-", StringComparison.Ordinal)
        && (name.EndsWith("-lock", StringComparison.Ordinal) || name.EndsWith("-record", StringComparison.Ordinal));
}
