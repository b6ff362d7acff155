using System.Text.RegularExpressions;
using HtpasswdAuth.Testing;

namespace HtpasswdAuth.Interop.Tests;

/// <summary>The built sample as a process of its own, on a copy of its files that a test may change.</summary>
internal sealed partial class SampleSite : IAsyncDisposable
{
    private readonly TempDirectory _directory;
    private readonly ServerProcess _process;

    private SampleSite(TempDirectory directory, ServerProcess process)
    {
        _directory = directory;
        _process = process;
        Url = ListeningOn().Match(process.Output).Groups["url"].Value;
    }

    /// <summary>Where the sample's sources are.</summary>
    public static string Source { get; } = Path.Combine(Root(), "samples", "ProtectedSite");

    /// <summary>Without a slash at the end.</summary>
    public string Url { get; }

    public string UserFile => _directory.File("users.htpasswd");

    public string WebRoot => _directory.File("wwwroot");

    public static async Task<SampleSite> StartAsync()
    {
        var directory = new TempDirectory();
        foreach (string file in Directory.EnumerateFiles(Path.Combine(Source, "wwwroot")).Append(Path.Combine(Source, "users.htpasswd")))
        {
            string copy = directory.File(Path.GetRelativePath(Source, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        // Built beside this project, in the same configuration.
        string built = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;
        string program = Path.Combine(Source, "bin", built, "net10.0", "ProtectedSite.dll");
        var process = ServerProcess.Start("dotnet", "exec", program, "--contentRoot", directory.Path, "--urls", "http://127.0.0.1:0");
        await process.WaitUntilAsync(() => Task.FromResult(ListeningOn().IsMatch(process.Output)));
        return new SampleSite(directory, process);
    }

    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        _directory.Dispose();
    }

    [GeneratedRegex(@"Now listening on: (?<url>http://127\.0\.0\.1:\d+)\s")]
    private static partial Regex ListeningOn();

    private static string Root()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(directory.FullName, "HtpasswdAuth.sln")))
        {
            directory = directory.Parent ?? throw new DirectoryNotFoundException("The tests run inside the repository.");
        }

        return directory.FullName;
    }
}
