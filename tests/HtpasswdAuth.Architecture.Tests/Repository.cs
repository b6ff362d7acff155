using System.Reflection;
using System.Runtime.CompilerServices;

namespace HtpasswdAuth.Architecture.Tests;

/// <summary>Where the sources are, and what is shipped.</summary>
internal static class Repository
{
    public static Assembly Credentials { get; } = typeof(PasswordHash).Assembly;

    public static Assembly Tool { get; } = typeof(Tool.Dispatcher).Assembly;

    public static Assembly Main { get; } = typeof(HtpasswdOptions).Assembly;

    public static Assembly UI { get; } = typeof(UI.HtpasswdUIOptions).Assembly;

    public static Assembly PostgreSql { get; } = typeof(PostgreSql.HtpasswdDatabase).Assembly;

    public static Assembly Sqlite { get; } = typeof(Sqlite.HtpasswdAccountDatabase).Assembly;

    public static IReadOnlyList<Assembly> Shipped { get; } = [Credentials, Main, Tool, UI, PostgreSql, Sqlite];

    public static string Root { get; } = FindRoot();

    /// <summary>The folder is named as the project, of which the tool's program is not.</summary>
    public static string Source(Assembly assembly) =>
        Path.Combine(Root, "src", assembly == Tool ? "HtpasswdAuth.Tool" : assembly.GetName().Name!);

    public static IEnumerable<string> SourceFiles(string directory, string pattern = "*.cs") =>
        Directory.EnumerateFiles(directory, pattern, SearchOption.AllDirectories)
            .Where(path => !path.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal)
                && !path.Contains($"{Path.DirectorySeparatorChar}bin{Path.DirectorySeparatorChar}", StringComparison.Ordinal));

    /// <summary>This file's place at compile time, or, where builds hide it, up from the test's own folder.</summary>
    private static string FindRoot([CallerFilePath] string thisFile = "")
    {
        foreach (string start in new[] { Path.GetDirectoryName(thisFile) ?? "", AppContext.BaseDirectory })
        {
            for (DirectoryInfo? directory = new(start); directory is not null; directory = directory.Parent)
            {
                if (File.Exists(Path.Combine(directory.FullName, "HtpasswdAuth.sln")))
                {
                    return directory.FullName;
                }
            }
        }

        throw new DirectoryNotFoundException("HtpasswdAuth.sln was not found above the tests.");
    }
}
