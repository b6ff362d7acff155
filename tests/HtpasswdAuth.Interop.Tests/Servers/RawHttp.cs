using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using HtpasswdAuth.Testing;

namespace HtpasswdAuth.Interop.Tests;

/// <summary>Requests byte by byte: a client library would mend, or refuse to send, the odd ones.</summary>
internal static class RawHttp
{
    /// <summary>The status that <c>/page.txt</c> is answered with.</summary>
    /// <param name="server">Who is asked.</param>
    /// <param name="headers">Whole header lines, sent as Latin-1.</param>
    public static async Task<int> StatusAsync(IPageServer server, params IEnumerable<string> headers)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, server.Port);
        NetworkStream stream = client.GetStream();
        string lines = string.Concat(headers.Select(header => header + "\r\n"));
        await stream.WriteAsync(Encoding.Latin1.GetBytes($"GET /page.txt HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n{lines}\r\n"));
        using var reader = new StreamReader(stream, Encoding.Latin1);
        string answer = await reader.ReadToEndAsync();
        Assert.StartsWith("HTTP/1.1 ", answer, StringComparison.Ordinal);
        return int.Parse(answer.AsSpan("HTTP/1.1 ".Length, 3), CultureInfo.InvariantCulture);
    }

    public static Task<int> SignInAsync(IPageServer server, string userName, string password) =>
        StatusAsync(server, "Authorization: Basic " + Token($"{userName}:{password}"));

    public static string Token(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
