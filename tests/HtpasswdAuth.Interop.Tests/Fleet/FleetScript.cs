using System.Diagnostics;
using System.Globalization;
using HtpasswdAuth.Testing;

namespace HtpasswdAuth.Interop.Tests;

/// <summary><c>samples/Fleet/run.sh</c> on ports of its own, as somebody runs it at a terminal.</summary>
internal sealed class FleetScript : IAsyncDisposable
{
    private readonly ServerProcess _process;

    private FleetScript(ServerProcess process) => _process = process;

    public string Output => _process.Output;

    /// <param name="sitePort">nginx's.</param>
    /// <param name="nodePorts">Those of the two nodes.</param>
    public static FleetScript Start(int sitePort, params int[] nodePorts)
    {
        // Built beside this project already.
        var start = new ProcessStartInfo(ExternalTool.Require("bash"), [Path.Combine(SampleFiles.Source("Fleet"), "run.sh")])
        {
            RedirectStandardInput = true,
        };
        start.Environment["NO_BUILD"] = "1";
        start.Environment["CONFIGURATION"] = SampleSite.Built;
        start.Environment["SITE_PORT"] = Text(sitePort);
        start.Environment["NODE1_PORT"] = Text(nodePorts[0]);
        start.Environment["NODE2_PORT"] = Text(nodePorts[1]);
        return new FleetScript(ServerProcess.Start(start));
    }

    public async Task SaysAsync(string text) => await Eventually.IsTrueAsync(
        () =>
        {
            Assert.False(_process.HasExited, $"It ended: {Output}");
            return Output.Contains(text, StringComparison.Ordinal);
        },
        $"'{text}' of the script");

    public void Type(string line)
    {
        _process.Input.WriteLine(line);
        _process.Input.Flush();
    }

    /// <summary>Ends it as a service manager does, and it all that it has started.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> EndAsync()
    {
        if (!_process.HasExited)
        {
            ExternalTool.Run("kill", ["-TERM", Text(_process.Id)]);
        }

        return await ExitAsync();
    }

    public Task<int> ExitAsync() => _process.ExitAsync();

    public async ValueTask DisposeAsync()
    {
        await EndAsync();
        await _process.DisposeAsync();
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
