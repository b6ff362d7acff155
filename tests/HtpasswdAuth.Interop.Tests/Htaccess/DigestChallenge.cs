using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace HtpasswdAuth.Interop.Tests;

/// <summary>A challenge of Digest with MD5, as httpd and we write it, and the response to it, made without any code of the product.</summary>
internal sealed partial record DigestChallenge(string Realm, string Nonce, string Opaque)
{
    private const string ClientNonce = "0a4f113b";
    private const string Count = "00000001";

    /// <summary>The challenge in the head of an answer, if there is one.</summary>
    public static DigestChallenge? In(string head) =>
        Pattern().Match(head) is { Success: true } match ? new(match.Groups["realm"].Value, match.Groups["nonce"].Value, match.Groups["opaque"].Value) : null;

    /// <summary>The value of the <c>Authorization</c> field.</summary>
    public string Answer(string method, string uri, string userName, string password)
    {
        string response = Hash($"{Hash($"{userName}:{Realm}:{password}")}:{Nonce}:{Count}:{ClientNonce}:auth:{Hash($"{method}:{uri}")}");
        string opaque = Opaque.Length > 0 ? $", opaque=\"{Opaque}\"" : "";
        return $"Digest username=\"{userName}\", realm=\"{Realm}\", nonce=\"{Nonce}\", uri=\"{uri}\", algorithm=MD5, qop=auth, nc={Count}, cnonce=\"{ClientNonce}\", response=\"{response}\"{opaque}";
    }

    private static string Hash(string text) => Convert.ToHexStringLower(MD5.HashData(Encoding.UTF8.GetBytes(text)));

    [GeneratedRegex("^WWW-Authenticate: Digest realm=\"(?<realm>[^\"]*)\".* nonce=\"(?<nonce>[^\"]+)\"(.* opaque=\"(?<opaque>[^\"]*)\")?", RegexOptions.IgnoreCase | RegexOptions.Multiline)]
    private static partial Regex Pattern();
}
