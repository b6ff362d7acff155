using System.Net;
using System.Net.Sockets;

namespace HtpasswdAuth.Testing;

/// <summary>A client's connection through a <see cref="TcpProxy"/>.</summary>
internal sealed class ProxiedConnection(TcpProxy proxy, Socket client) : IDisposable
{
    private readonly Socket _server = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };

    public async Task RunAsync(int target)
    {
        try
        {
            client.NoDelay = true;
            await proxy.PassAsync();
            await _server.ConnectAsync(IPAddress.Loopback, target);
            await Task.WhenAny(CopyAsync(client, _server), CopyAsync(_server, client));
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
        }

        Dispose();
    }

    /// <summary>Closes both ends without saying goodbye.</summary>
    public void Dispose()
    {
        Reset(client);
        Reset(_server);
    }

    private static void Reset(Socket socket)
    {
        try
        {
            socket.LingerState = new LingerOption(enable: true, seconds: 0);
            socket.Close();
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
        }
    }

    private async Task CopyAsync(Socket from, Socket to)
    {
        byte[] buffer = new byte[64 * 1024];
        try
        {
            for (int read = await from.ReceiveAsync(buffer); read > 0; read = await from.ReceiveAsync(buffer))
            {
                await proxy.PassAsync();
                if (!proxy.IsDropping)
                {
                    await to.SendAsync(buffer.AsMemory(0, read));
                }
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
        }
    }
}
