using System.Text.RegularExpressions;
using HtpasswdAuth.Testing;

namespace HtpasswdAuth.Interop.Tests;

/// <summary>The built sample as a process of its own. Several can run on the same files.</summary>
internal sealed partial class SampleSite : IAsyncDisposable
{
    private readonly ServerProcess _process;

    private SampleSite(ServerProcess process)
    {
        _process = process;
        Url = ListeningOn().Match(process.Output).Groups["url"].Value;
    }

    /// <summary>Without a slash at the end.</summary>
    public string Url { get; }

    /// <summary>All that it has printed and logged.</summary>
    public string Output => _process.Output;

    /// <param name="files">What it serves.</param>
    /// <param name="settings">Configuration, as <c>--Key=value</c>.</param>
    public static Task<SampleSite> StartAsync(SampleFiles files, params string[] settings) => StartWithinAsync([], files, settings);

    /// <param name="launcher">A program, and its arguments, that runs the sample as its own last arguments say.</param>
    /// <param name="files">What it serves.</param>
    /// <param name="settings">Configuration, as <c>--Key=value</c>.</param>
    public static async Task<SampleSite> StartWithinAsync(string[] launcher, SampleFiles files, params string[] settings)
    {
        // Built beside this project, in the same configuration.
        string built = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;
        string program = Path.Combine(SampleFiles.Source(files.Name), "bin", built, "net10.0", files.Name + ".dll");
        string[] command = [.. launcher, "dotnet", "exec", program, "--contentRoot", files.Root, "--urls", "http://127.0.0.1:0", .. settings];
        var process = ServerProcess.Start(command[0], command[1..]);
        await process.WaitUntilAsync(() => Task.FromResult(ListeningOn().IsMatch(process.Output)));
        return new SampleSite(process);
    }

    public ValueTask DisposeAsync() => _process.DisposeAsync();

    [GeneratedRegex(@"Now listening on: (?<url>http://127\.0\.0\.1:\d+)\s")]
    private static partial Regex ListeningOn();
}
