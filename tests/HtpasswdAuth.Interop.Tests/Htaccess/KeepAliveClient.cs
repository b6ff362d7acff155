using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace HtpasswdAuth.Interop.Tests;

/// <summary>Sends requests one after the other over one connection, from an address of its choice.</summary>
internal sealed class KeepAliveClient(IPAddress from, IPEndPoint server) : IDisposable
{
    private readonly byte[] _buffer = new byte[64 * 1024];
    private Socket? _socket;
    private int _length;
    private static int _challenges;

    /// <summary>Gets how many challenges of Digest were answered by all clients.</summary>
    public static int Challenges => Volatile.Read(ref _challenges);

    /// <summary>The status of the answer; to a challenge of Digest, of the answer to a second request that responds to it.</summary>
    public async Task<int> StatusAsync(TreeRequest request)
    {
        TreeAnswer answer = await AskAsync(request);
        Assert.DoesNotContain("stale=true", answer.Head, StringComparison.Ordinal);
        return answer.Status;
    }

    /// <summary>The answer, as <see cref="StatusAsync"/> gets it.</summary>
    public async Task<TreeAnswer> AskAsync(TreeRequest request)
    {
        TreeAnswer answer = await SendAsync(request.ToBytes(), request.Method);
        if (request.User is null || DigestChallenge.In(answer.Head) is not { } challenge)
        {
            return answer;
        }

        Interlocked.Increment(ref _challenges);
        return await SendAsync(request.ToBytes(challenge), request.Method);
    }

    public void Dispose()
    {
        _socket?.Dispose();
        _socket = null;
        _length = 0;
    }

    private async Task<TreeAnswer> SendAsync(byte[] request, string method)
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

    private async Task<TreeAnswer> SendOnceAsync(byte[] request, string method)
    {
        Socket socket = _socket ??= await ConnectAsync();
        await socket.SendAsync(request);
        int end = await FillToAsync(socket, "\r\n\r\n"u8.ToArray());
        string head = Encoding.Latin1.GetString(_buffer, 0, end);
        string lower = head.ToLowerInvariant();
        int status = int.Parse(head.AsSpan("HTTP/1.1 ".Length, 3), CultureInfo.InvariantCulture);
        Take(end + 4);
        string body = "";
        if (method != "HEAD" && status is not (204 or 304))
        {
            body = lower.Contains("\r\ntransfer-encoding: chunked", StringComparison.Ordinal)
                ? await ChunksAsync(socket)
                : await BodyAsync(socket, BodyLength(lower));
        }

        if (lower.Contains("\r\nconnection: close", StringComparison.Ordinal))
        {
            Dispose();
        }

        return new TreeAnswer(status, head, body);
    }

    private async Task<string> BodyAsync(Socket socket, int length)
    {
        while (_length < length)
        {
            try
            {
                await FillAsync(socket);
            }
            catch (EndOfStreamException)
            {
                // A server that takes "head" for HEAD, and then breaks off: the status is what counts.
                Dispose();
                return "";
            }
        }

        string body = Encoding.UTF8.GetString(_buffer, 0, length);
        Take(length);
        return body;
    }

    private async Task<string> ChunksAsync(Socket socket)
    {
        var body = new StringBuilder();
        while (true)
        {
            int end = await FillToAsync(socket, "\r\n"u8.ToArray());
            int length = int.Parse(Encoding.ASCII.GetString(_buffer, 0, end), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            Take(end + 2);
            body.Append(await BodyAsync(socket, length));
            await FillToAsync(socket, "\r\n"u8.ToArray());
            Take(2);
            if (length == 0)
            {
                return body.ToString();
            }
        }
    }

    private async Task<int> FillToAsync(Socket socket, byte[] mark)
    {
        while (true)
        {
            int end = _buffer.AsSpan(0, _length).IndexOf(mark);
            if (end >= 0)
            {
                return end;
            }

            await FillAsync(socket);
        }
    }

    private void Take(int count)
    {
        _buffer.AsSpan(count, _length - count).CopyTo(_buffer);
        _length -= count;
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
