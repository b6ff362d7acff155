namespace HtpasswdAuth.Mutations;

/// <summary>A copy of the sources in which every mutation is compiled in, and none is active until a variable names it.</summary>
internal sealed class Workspace(string root, string directory)
{
    public const string MutantVariable = "HTPASSWDAUTH_MUTANT";

    private const string MutantFile = "src/HtpasswdAuth.Credentials/Mutant.cs";

    // Read once: what is asked in an inner loop costs a comparison.
    private const string MutantSource =
        $$"""
        namespace HtpasswdAuth;

        /// <summary>Which of the mutations is active.</summary>
        public static class Mutant
        {
            private static readonly int s_active = int.Parse(System.Environment.GetEnvironmentVariable("{{MutantVariable}}") ?? "0");

            /// <summary>Whether this one is.</summary>
            public static bool Is(int number) => s_active == number;
        }
        """;

    private const UnixFileMode OwnersOwn = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private static readonly TimeSpan BuildLimit = TimeSpan.FromMinutes(30);

    public static string CreateDirectory()
    {
        string created = Directory.CreateTempSubdirectory("htpasswd-mutations-").FullName;
        if (!OperatingSystem.IsWindows())
        {
            // Some tests start a program with fewer rights, which has to be readable for it.
            File.SetUnixFileMode(created, OwnersOwn | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute);
        }

        return created;
    }

    /// <summary>Only files that differ are written, so that a copy that is kept is built again quickly.</summary>
    public async Task WriteAsync(IReadOnlyList<Mutation> mutations)
    {
        CommandResult listed = await Command.RunAsync(
            "git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"], root, TimeSpan.FromMinutes(1));
        if (!listed.Succeeded)
        {
            throw new InvalidOperationException($"git does not list the sources: {listed.Problems}");
        }

        ILookup<string, Mutation> byFile = mutations.ToLookup(mutation => mutation.File, StringComparer.Ordinal);
        string[] files = [.. listed.Output.Split('\0', StringSplitOptions.RemoveEmptyEntries).Where(file => File.Exists(Path.Combine(root, file)))];
        foreach (string file in files)
        {
            byte[] content = File.ReadAllBytes(Path.Combine(root, file));
            Write(file, byFile.Contains(file) ? Encode(MutatedSource.Write(System.Text.Encoding.UTF8.GetString(content), byFile[file])) : content);
        }

        Write(MutantFile, Encode(MutantSource));
        DeleteAllBut([.. files, MutantFile]);
    }

    public Task<CommandResult> BuildAsync(string project) => Command.RunAsync(
        "dotnet",
        [
            "build", Path.Combine("tests", project), "-c", "Release", "--nologo", "-v", "quiet", "-nodeReuse:false",
            "-p:TreatWarningsAsErrors=false", "-p:RunAnalyzers=false", "-p:GenerateDocumentationFile=false", "-p:WarningLevel=0",
        ],
        directory,
        BuildLimit);

    /// <summary>Ends at the first test that fails.</summary>
    public Task<CommandResult> TestAsync(TestSelection tests, TimeSpan limit, int mutant = 0) => Command.RunAsync(
        "dotnet",
        [
            Path.Combine("tests", tests.Project, "bin", "Release", "net10.0", tests.Project + ".dll"), "-noColor", "-stopOnFail",
            .. tests.Classes.SelectMany(name => new[] { "-class", "*." + name }),
        ],
        directory,
        limit,
        mutant);

    /// <summary>Of a copy that was kept: sources that are there no more would be compiled all the same.</summary>
    private void DeleteAllBut(HashSet<string> files)
    {
        foreach (string path in Directory.EnumerateFiles(directory, "*.cs", SearchOption.AllDirectories))
        {
            string file = Path.GetRelativePath(directory, path).Replace(Path.DirectorySeparatorChar, '/');
            if (!files.Contains(file) && !file.Contains("/obj/", StringComparison.Ordinal))
            {
                File.Delete(path);
            }
        }
    }

    private static byte[] Encode(string text) => System.Text.Encoding.UTF8.GetBytes(text);

    private void Write(string file, byte[] content)
    {
        string path = Path.Combine(directory, file);
        if (File.Exists(path) && File.ReadAllBytes(path).AsSpan().SequenceEqual(content))
        {
            return;
        }

        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, content);
    }
}
