using System.Text;

namespace HtpasswdAuth.Interop.Tests;

/// <summary>One request of the comparison.</summary>
/// <param name="Method">The method.</param>
/// <param name="Path">The path.</param>
/// <param name="User">Who asks, with his own name for a password; <see langword="null"/> for nobody, <c>wrong</c> for a wrong password.</param>
internal sealed record TreeRequest(string Method, string Path, string? User)
{
    public string UserName => User == "wrong" ? "alice" : User ?? "";

    public string Password => User ?? "";

    /// <summary>The request with Basic credentials, as clients send it that do not wait to be asked.</summary>
    public byte[] ToBytes() => ToBytes(User is null ? "" : $"Authorization: Basic {RawHttp.Token($"{UserName}:{Password}")}\r\n");

    /// <summary>The same after a challenge of Digest.</summary>
    public byte[] ToBytes(DigestChallenge challenge) => ToBytes($"Authorization: {challenge.Answer(Method, Path, UserName, Password)}\r\n");

    private byte[] ToBytes(string authorization)
    {
        string length = Method is "POST" or "PUT" ? "Content-Length: 0\r\n" : "";
        return Encoding.ASCII.GetBytes($"{Method} {Path} HTTP/1.1\r\nHost: localhost\r\n{authorization}{length}\r\n");
    }
}
