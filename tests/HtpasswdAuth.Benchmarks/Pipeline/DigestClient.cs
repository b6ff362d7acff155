using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using HtpasswdAuth.Benchmarks.Servers;

namespace HtpasswdAuth.Benchmarks.Pipeline;

/// <summary>Responds to challenges of Digest as the user who is signed in all the time.</summary>
internal sealed class DigestClient(DigestAlgorithm algorithm)
{
    private const string ClientNonce = "f2/wE4q74E6zIJEtWaHKaf5wv/H5Qz";

    private readonly string _ha1 = Hash(algorithm, $"{BenchmarkSite.VerifiedUser}:{BenchmarkSite.Realm}:{BenchmarkSite.Password}");

    /// <summary>The user's line in a digest file.</summary>
    public static string Line(DigestAlgorithm algorithm) =>
        $"{BenchmarkSite.VerifiedUser}:{BenchmarkSite.Realm}:{Hash(algorithm, $"{BenchmarkSite.VerifiedUser}:{BenchmarkSite.Realm}:{BenchmarkSite.Password}")}\n";

    /// <summary>So many responses to one challenge, each with the next count.</summary>
    public string[] Respond(string challenge, int count)
    {
        string nonce = challenge.Split("nonce=\"")[1].Split('"')[0];
        string ha2 = Hash(algorithm, $"GET:{BenchmarkSite.Page}");
        return [.. Enumerable.Range(1, count).Select(number => Respond(nonce, ha2, number.ToString("x8", CultureInfo.InvariantCulture)))];
    }

    private string Respond(string nonce, string ha2, string count) =>
        $"Digest username=\"{BenchmarkSite.VerifiedUser}\", realm=\"{BenchmarkSite.Realm}\", nonce=\"{nonce}\", uri=\"{BenchmarkSite.Page}\", "
        + $"algorithm={(algorithm == DigestAlgorithm.Md5 ? "MD5" : "SHA-256")}, response=\"{Hash(algorithm, $"{_ha1}:{nonce}:{count}:{ClientNonce}:auth:{ha2}")}\", "
        + $"qop=auth, nc={count}, cnonce=\"{ClientNonce}\"";

    private static string Hash(DigestAlgorithm algorithm, string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        return Convert.ToHexStringLower(algorithm == DigestAlgorithm.Md5 ? MD5.HashData(bytes) : SHA256.HashData(bytes));
    }
}
