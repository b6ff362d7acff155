namespace HtpasswdAuth.Faults.Tests;

/// <summary>What a writer makes beside a file and takes away again. The file that it locks is to stay.</summary>
internal static class Leftovers
{
    public static string[] In(string folder) =>
    [
        .. Directory.GetFiles(folder, ".ht-*")
            .Select(path => Path.GetFileName(path)!)
            .Where(name => name.EndsWith(".tmp", StringComparison.Ordinal) || name.EndsWith(".backup", StringComparison.Ordinal)),
    ];
}
