using System.Globalization;
using HtpasswdAuth.Testing;

namespace HtpasswdAuth.Interop.Tests;

/// <summary>The ForwardAuth sample with the real nginx of its nginx.conf, in front of a backend that shows what reaches it.</summary>
internal sealed class ForwardAuthSite : IAsyncDisposable
{
    private readonly SampleFiles _files;
    private readonly SampleSite _portal;
    private readonly ServerProcess _nginx;

    private ForwardAuthSite(SampleFiles files, SampleSite portal, EchoBackend backend, ServerProcess nginx, int port)
    {
        (_files, _portal, Backend, _nginx) = (files, portal, backend, nginx);
        Url = $"http://127.0.0.1:{port}";
    }

    /// <summary>Gets the address of the site that people open, without a slash at the end.</summary>
    public string Url { get; }

    public EchoBackend Backend { get; }

    public SampleFiles Files => _files;

    /// <summary>Gets what the portal printed and logged.</summary>
    public string Log => _portal.Output;

    public static async Task<ForwardAuthSite> StartAsync()
    {
        string program = ExternalTool.Require("nginx");
        var files = new SampleFiles("ForwardAuth");
        SampleSite portal = await SampleSite.StartAsync(files);
        EchoBackend backend = await EchoBackend.StartAsync();
        int port = ServerProcess.FreePort();
        string configuration = Path.Combine(files.Root, "nginx.conf");
        await File.WriteAllTextAsync(configuration, Rewrite(await File.ReadAllTextAsync(configuration), new Uri(portal.Url).Port, port, backend.Port));
        var nginx = ServerProcess.Start(program, "-p", files.Root, "-c", configuration, "-e", "stderr");
        await nginx.WaitUntilListeningAsync(port);
        return new ForwardAuthSite(files, portal, backend, nginx, port);
    }

    public async ValueTask DisposeAsync()
    {
        await _nginx.DisposeAsync();
        await Backend.DisposeAsync();
        await _portal.DisposeAsync();
        _files.Dispose();
    }

    /// <summary>The sample's own file, on ports that are free; its backend is replaced, and it is one process, which is ended by its id.</summary>
    private static string Rewrite(string configuration, int portal, int site, int backend)
    {
        int end = configuration.IndexOf("  # The backend:", StringComparison.Ordinal);
        Assert.InRange(end, 1, configuration.Length);
        return (configuration[..end] + "}\n")
            .Replace("daemon off;", "daemon off;\nmaster_process off;", StringComparison.Ordinal)
            .Replace("5083", portal.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
            .Replace("5084", site.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
            .Replace("5085", backend.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }
}
