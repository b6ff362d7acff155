namespace HtpasswdAuth.Testing;

/// <summary>The folder of the solution, which the running tests were built in.</summary>
public static class RepositoryRoot
{
    public static string FullName { get; } = Find();

    /// <summary>The full path of a file or folder in it.</summary>
    public static string Of(params string[] names) => Path.Combine([FullName, .. names]);

    private static string Find()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(directory.FullName, "HtpasswdAuth.sln")))
        {
            directory = directory.Parent ?? throw new DirectoryNotFoundException("The tests run inside the repository.");
        }

        return directory.FullName;
    }
}
