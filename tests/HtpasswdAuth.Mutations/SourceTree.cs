namespace HtpasswdAuth.Mutations;

/// <summary>The repository that this program was built in.</summary>
internal static class SourceTree
{
    public static string FindRoot()
    {
        DirectoryInfo? directory = new(AppContext.BaseDirectory);
        while (directory is not null && !File.Exists(Path.Combine(directory.FullName, "HtpasswdAuth.sln")))
        {
            directory = directory.Parent;
        }

        return directory?.FullName ?? throw new DirectoryNotFoundException("HtpasswdAuth.sln was not found above the program.");
    }
}
