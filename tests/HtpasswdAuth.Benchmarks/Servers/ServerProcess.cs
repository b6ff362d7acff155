using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using HtpasswdAuth.Benchmarks.Measuring;

namespace HtpasswdAuth.Benchmarks.Servers;

/// <summary>A running server, held to <see cref="Core.Server"/>.</summary>
internal sealed class ServerProcess : IDisposable
{
    private readonly Process _process;

    private ServerProcess(string name, int port, Process process)
    {
        Name = name;
        Port = port;
        _process = process;
    }

    public string Name { get; }

    public int Port { get; }

    public TimeSpan CpuTime => ProcessTree.CpuTime(_process.Id);

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public static async Task<ServerProcess> StartAsync(string name, int port, params string[] command)
    {
        Process process = Commands.Start(Core.Server, command);

        // Nobody reads these; a full pipe must not stop the server.
        process.OutputDataReceived += static (_, _) => { };
        process.ErrorDataReceived += static (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        var server = new ServerProcess(name, port, process);
        await server.WaitUntilItAnswersAsync();
        return server;
    }

    /// <summary>Waits for work that clients left behind when they went.</summary>
    public async Task WaitUntilIdleAsync()
    {
        TimeSpan before;
        do
        {
            before = CpuTime;
            await Task.Delay(300);
        }
        while (CpuTime - before > TimeSpan.FromMilliseconds(20));
    }

    public void Dispose()
    {
        _process.Kill(entireProcessTree: true);
        _process.WaitForExit();
        _process.Dispose();
    }

    private async Task WaitUntilItAnswersAsync()
    {
        for (int attempt = 0; attempt < 200; attempt++)
        {
            try
            {
                using var client = new TcpClient();
                await client.ConnectAsync(IPAddress.Loopback, Port);
                return;
            }
            catch (SocketException) when (!_process.HasExited)
            {
                await Task.Delay(50);
            }
        }

        throw new InvalidOperationException($"{Name} does not answer.");
    }
}
