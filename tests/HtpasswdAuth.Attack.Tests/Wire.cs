using System.Net;
using System.Net.Sockets;
using System.Text;

namespace HtpasswdAuth.Attack.Tests;

/// <summary>A connection that tidies nothing.</summary>
internal static class Wire
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(3);

    /// <summary>All that comes back until the server closes, or has said nothing more for as long as a test can wait.</summary>
    public static async Task<string> SendAsync(int port, string request)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, port);
        NetworkStream stream = client.GetStream();
        await stream.WriteAsync(Encoding.Latin1.GetBytes(request));
        using var end = new CancellationTokenSource(Longest);
        using var received = new MemoryStream();
        try
        {
            await stream.CopyToAsync(received, end.Token);
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException)
        {
            // Reset, or left open: what has come counts.
        }

        return Encoding.Latin1.GetString(received.ToArray());
    }
}
