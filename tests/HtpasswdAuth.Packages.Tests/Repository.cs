using HtpasswdAuth.Testing;

namespace HtpasswdAuth.Packages.Tests;

/// <summary>Where the sources are, and in what configuration they were built.</summary>
internal static class Repository
{
    public static string Root { get; } = RepositoryRoot.FullName;

    /// <summary>Release or Debug: that of these tests, in which everything beside them was built.</summary>
    public static string Configuration { get; } = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;

    public static string File(params string[] names) => Path.Combine([Root, .. names]);

    /// <summary>Copies a file, or a folder without what was built in it.</summary>
    public static void Copy(string relative, string target)
    {
        string source = File(relative);
        IEnumerable<string> files = Directory.Exists(source)
            ? Directory.EnumerateFiles(source, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.None })
            : [source];
        foreach (string file in files.Select(file => Path.GetRelativePath(Root, file)).Where(IsSource))
        {
            string copy = Path.Combine(target, file);
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            System.IO.File.Copy(File(file), copy);
        }
    }

    private static bool IsSource(string file) => !file.Split(Path.DirectorySeparatorChar).Intersect(["bin", "obj"]).Any();
}
