using System.Text;

namespace HtpasswdAuth.Interop.Tests;

/// <summary>One request of the comparison.</summary>
/// <param name="Method">The method.</param>
/// <param name="Path">The path.</param>
/// <param name="User">Who asks, with his own name for a password; <see langword="null"/> for nobody, <c>wrong</c> for a wrong password.</param>
internal sealed record TreeRequest(string Method, string Path, string? User)
{
    public byte[] ToBytes()
    {
        string credentials = User == "wrong" ? "alice:wrong" : $"{User}:{User}";
        string authorization = User is null ? "" : $"Authorization: Basic {RawHttp.Token(credentials)}\r\n";
        string length = Method is "POST" or "PUT" ? "Content-Length: 0\r\n" : "";
        return Encoding.ASCII.GetBytes($"{Method} {Path} HTTP/1.1\r\nHost: localhost\r\n{authorization}{length}\r\n");
    }
}
