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

    /// <summary>Gets the configuration that this project was built in, and the samples beside it.</summary>
    public static string Built => new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;

    /// <param name="files">What it serves.</param>
    /// <param name="settings">Configuration, as <c>--Key=value</c>.</param>
    public static Task<SampleSite> StartAsync(SampleFiles files, params string[] settings) => StartAsync(files.Name, files, settings);

    /// <param name="name">The sample whose program is run.</param>
    /// <param name="files">What it serves, which may be another sample's.</param>
    /// <param name="settings">Configuration, as <c>--Key=value</c>.</param>
    public static Task<SampleSite> StartAsync(string name, SampleFiles files, params string[] settings) => StartWithinAsync([], name, files, settings);

    /// <param name="launcher">A program, and its arguments, that runs the sample as its own last arguments say.</param>
    /// <param name="name">The sample whose program is run.</param>
    /// <param name="files">What it serves.</param>
    /// <param name="settings">Configuration, as <c>--Key=value</c>.</param>
    public static async Task<SampleSite> StartWithinAsync(string[] launcher, string name, SampleFiles files, params string[] settings)
    {
        string program = Path.Combine(SampleFiles.Source(name), "bin", Built, "net10.0", name + ".dll");
        string[] command = [.. launcher, "dotnet", "exec", program, "--contentRoot", files.Root, "--urls", "http://127.0.0.1:0", .. settings];
        var process = ServerProcess.Start(command[0], command[1..]);
        await process.WaitUntilAsync(() => Task.FromResult(ListeningOn().IsMatch(process.Output)));
        return new SampleSite(process);
    }

    public ValueTask DisposeAsync() => _process.DisposeAsync();

    [GeneratedRegex(@"Now listening on: (?<url>http://127\.0\.0\.1:\d+)\s")]
    private static partial Regex ListeningOn();
}
