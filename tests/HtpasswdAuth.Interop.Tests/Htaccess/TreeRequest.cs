using System.Net;
using System.Text;

namespace HtpasswdAuth.Interop.Tests;

/// <summary>One request of the comparison.</summary>
/// <param name="Method">The method.</param>
/// <param name="Path">The path.</param>
/// <param name="User">Who asks, with the own name for a password; <see langword="null"/> for nobody, <c>wrong</c> for a wrong password.</param>
internal sealed record TreeRequest(string Method, string Path, string? User)
{
    public string UserName => User == "wrong" ? "alice" : User ?? "";

    public string Password => User ?? "";

    /// <summary>Gets further header lines, each with its end.</summary>
    public string Headers { get; init; } = "";

    /// <summary>Gets the client's address.</summary>
    public IPAddress From { get; init; } = IPAddress.Loopback;

    /// <summary>Gets the path that httpd is asked for, where routing finds the same thing under another one.</summary>
    public string? TheirPath { get; init; }

    /// <summary>The request with Basic credentials, as clients send it that do not wait to be asked.</summary>
    public byte[] ToBytes() => ToBytes(User is null ? "" : $"Authorization: Basic {RawHttp.Token($"{UserName}:{Password}")}\r\n");

    /// <summary>The same after a challenge of Digest.</summary>
    public byte[] ToBytes(DigestChallenge challenge) => ToBytes($"Authorization: {challenge.Answer(Method, Path, UserName, Password)}\r\n");

    public override string ToString() =>
        $"{Method} {Path} as {User ?? "nobody"} from {From}{(Headers.Length > 0 ? " with " + Headers.Replace("\r\n", "; ", StringComparison.Ordinal) : "")}";

    private byte[] ToBytes(string authorization)
    {
        string length = Method is "POST" or "PUT" ? "Content-Length: 0\r\n" : "";
        string host = Headers.Contains("Host:", StringComparison.Ordinal) ? "" : "Host: localhost\r\n";
        return Encoding.ASCII.GetBytes($"{Method} {Path} HTTP/1.1\r\n{host}{authorization}{Headers}{length}\r\n");
    }
}
