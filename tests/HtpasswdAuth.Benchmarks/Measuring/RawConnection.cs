using System.Net;
using System.Net.Sockets;
using System.Text;

namespace HtpasswdAuth.Benchmarks.Measuring;

/// <summary>A keep-alive connection without anything that could take time of its own: one blocking socket.</summary>
internal sealed class RawConnection(int port) : IDisposable
{
    private readonly byte[] _buffer = new byte[16 * 1024];
    private Socket? _socket;

    public static byte[] Request(string path, string authorization) =>
        Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: {authorization}\r\n\r\n");

    /// <summary>Sends a request and reads the whole answer; returns its status.</summary>
    /// <exception cref="SocketException">The connection was lost, or the time is over.</exception>
    public int Send(byte[] request, TimeSpan timeout)
    {
        Socket socket = _socket ??= Connect();
        socket.ReceiveTimeout = Math.Max(1, (int)timeout.TotalMilliseconds);
        try
        {
            socket.Send(request);
            int length = 0;
            while (true)
            {
                int read = socket.Receive(_buffer, length, _buffer.Length - length, SocketFlags.None);
                length += read;
                if (read == 0)
                {
                    throw new SocketException((int)SocketError.ConnectionReset);
                }

                if (IsWhole(_buffer.AsSpan(0, length)))
                {
                    return Status(_buffer.AsSpan(0, length));
                }
            }
        }
        catch (SocketException)
        {
            Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        _socket?.Dispose();
        _socket = null;
    }

    private static bool IsWhole(ReadOnlySpan<byte> answer)
    {
        int end = answer.IndexOf("\r\n\r\n"u8);
        if (end < 0)
        {
            return false;
        }

        string head = Encoding.ASCII.GetString(answer[..(end + 2)]);
        int field = head.IndexOf("Content-Length:", StringComparison.OrdinalIgnoreCase);
        if (field < 0)
        {
            return answer.EndsWith("\r\n0\r\n\r\n"u8);
        }

        ReadOnlySpan<char> value = head.AsSpan(field + "Content-Length:".Length);
        return answer.Length >= end + 4 + int.Parse(value[..value.IndexOf('\r')], provider: System.Globalization.CultureInfo.InvariantCulture);
    }

    private static int Status(ReadOnlySpan<byte> answer) => ((answer[9] - '0') * 100) + ((answer[10] - '0') * 10) + answer[11] - '0';

    private Socket Connect()
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        socket.Connect(IPAddress.Loopback, port);
        return socket;
    }
}
