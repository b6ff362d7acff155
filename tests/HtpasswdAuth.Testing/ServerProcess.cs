using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Xunit;

namespace HtpasswdAuth.Testing;

/// <summary>A server as a process of its own, ended with the test by its id.</summary>
public sealed class ServerProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly StringBuilder _output = new();

    private ServerProcess(ProcessStartInfo start)
    {
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, line) => Append(line.Data);
        _process.ErrorDataReceived += (_, line) => Append(line.Data);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public string Output
    {
        get
        {
            lock (_output)
            {
                return _output.ToString();
            }
        }
    }

    public int Id => _process.Id;

    public bool HasExited => _process.HasExited;

    /// <summary>Gets what is typed at it, where that was redirected.</summary>
    public StreamWriter Input => _process.StandardInput;

    public static ServerProcess Start(string fileName, params string[] arguments) => Start(new ProcessStartInfo(fileName, arguments));

    /// <param name="start">What is started; its output is kept here.</param>
    public static ServerProcess Start(ProcessStartInfo start)
    {
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        return new ServerProcess(start);
    }

    /// <summary>
    /// A port that nobody listens on just now, below those that systems hand out: no test beside this one is given it meanwhile.
    /// </summary>
    public static int FreePort()
    {
        while (true)
        {
            using var probe = new TcpListener(IPAddress.Loopback, RandomNumberGenerator.GetInt32(20_000, 32_000));
            try
            {
                probe.Start();
                return ((IPEndPoint)probe.LocalEndpoint).Port;
            }
            catch (SocketException)
            {
                // Taken; the next one, then.
            }
        }
    }

    /// <summary>Waits until the server is; one that never is, is ended.</summary>
    public async Task WaitUntilAsync(Func<Task<bool>> ready)
    {
        try
        {
            await Eventually.IsTrueAsync(
                async () =>
                {
                    Assert.False(_process.HasExited, $"{_process.StartInfo.FileName} ended at once: {Output}");
                    return await ready();
                },
                $"{_process.StartInfo.FileName} to be ready");
        }
        catch
        {
            await DisposeAsync();
            throw;
        }
    }

    public async Task WaitUntilListeningAsync(int port) => await WaitUntilAsync(async () =>
    {
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync(IPAddress.Loopback, port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    });

    /// <returns>Its exit code.</returns>
    public async Task<int> ExitAsync()
    {
        await EndAsync();
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        await EndAsync();
        _process.Dispose();
    }

    // Its output ends with the last process that it was handed on to, which may be another one than this.
    private Task EndAsync() => Eventually.EndsAsync(_process.WaitForExitAsync(), $"{_process.StartInfo.FileName} to end");

    private void Append(string? line)
    {
        lock (_output)
        {
            _output.AppendLine(line);
        }
    }
}
