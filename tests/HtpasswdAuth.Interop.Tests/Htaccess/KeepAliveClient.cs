using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace HtpasswdAuth.Interop.Tests;

/// <summary>Sends requests one after the other over one connection, from an address of its choice.</summary>
internal sealed class KeepAliveClient(IPAddress from, IPEndPoint server) : IDisposable
{
    private readonly byte[] _buffer = new byte[16 * 1024];
    private Socket? _socket;
    private int _length;
    private static int _challenges;

    /// <summary>Gets how many challenges of Digest were answered by all clients.</summary>
    public static int Challenges => Volatile.Read(ref _challenges);

    /// <summary>The status of the answer; to a challenge of Digest, of the answer to a second request that responds to it.</summary>
    public async Task<int> StatusAsync(TreeRequest request)
    {
        (int status, string head) = await SendAsync(request.ToBytes(), request.Method);
        if (request.User is null || DigestChallenge.In(head) is not { } challenge)
        {
            return status;
        }

        Interlocked.Increment(ref _challenges);
        (status, head) = await SendAsync(request.ToBytes(challenge), request.Method);
        Assert.DoesNotContain("stale=true", head, StringComparison.Ordinal);
        return status;
    }

    public void Dispose()
    {
        _socket?.Dispose();
        _socket = null;
        _length = 0;
    }

    private async Task<(int Status, string Head)> SendAsync(byte[] request, string method)
    {
        try
        {
            return await SendOnceAsync(request, method);
        }
        catch (Exception exception) when (exception is SocketException or EndOfStreamException)
        {
            // Closed after the last answer, as a server may at any time.
            Dispose();
            return await SendOnceAsync(request, method);
        }
    }

    private async Task<(int Status, string Head)> SendOnceAsync(byte[] request, string method)
    {
        Socket socket = _socket ??= await ConnectAsync();
        await socket.SendAsync(request);
        int end = -1;
        while (end < 0)
        {
            await FillAsync(socket);
            end = _buffer.AsSpan(0, _length).IndexOf("\r\n\r\n"u8);
        }

        string head = Encoding.Latin1.GetString(_buffer, 0, end);
        string lower = head.ToLowerInvariant();
        int status = int.Parse(head.AsSpan("HTTP/1.1 ".Length, 3), CultureInfo.InvariantCulture);
        int body = method == "HEAD" ? 0 : BodyLength(lower);
        while (_length < end + 4 + body)
        {
            await FillAsync(socket);
        }

        _buffer.AsSpan(end + 4 + body, _length - end - 4 - body).CopyTo(_buffer);
        _length -= end + 4 + body;
        if (lower.Contains("\r\nconnection: close", StringComparison.Ordinal))
        {
            Dispose();
        }

        return (status, head);
    }

    private static int BodyLength(string head)
    {
        const string Name = "\r\ncontent-length: ";
        int start = head.IndexOf(Name, StringComparison.Ordinal);
        Assert.True(start >= 0, $"an answer without a length: {head}");
        string value = head[(start + Name.Length)..].Split('\r')[0];
        return int.Parse(value, CultureInfo.InvariantCulture);
    }

    private async Task FillAsync(Socket socket)
    {
        using var late = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        int read = await socket.ReceiveAsync(_buffer.AsMemory(_length), late.Token);
        _length += read > 0 ? read : throw new EndOfStreamException();
    }

    private async Task<Socket> ConnectAsync()
    {
        var socket = new Socket(from.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        socket.Bind(new IPEndPoint(from, 0));
        await socket.ConnectAsync(server);
        return socket;
    }
}
