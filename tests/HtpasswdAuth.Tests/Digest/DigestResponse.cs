using System.Security.Cryptography;
using System.Text;

namespace HtpasswdAuth.Tests;

/// <summary>
/// What a client answers to a challenge, computed here without any code of the product: right as it is, and a hook for each field.
/// Fields set by <c>with</c> go into the hash; those in <see cref="Sent"/> are only sent otherwise than they were hashed.
/// </summary>
internal sealed record DigestResponse
{
    public const string SiteRealm = "Club house";
    public const string SiteUser = "alice";
    public const string SitePassword = "correct horse";

    public string UserName { get; init; } = SiteUser;

    public string Password { get; init; } = SitePassword;

    public string Realm { get; init; } = SiteRealm;

    public required string Nonce { get; init; }

    public string Method { get; init; } = "GET";

    public string Uri { get; init; } = "/";

    public string Algorithm { get; init; } = "SHA-256";

    public string Qop { get; init; } = "auth";

    public uint Count { get; init; } = 1;

    public string ClientNonce { get; init; } = "0a4f113b";

    public string? Body { get; init; }

    /// <summary>Gets what is sent instead of a field, quotes included; <see langword="null"/> for nothing.</summary>
    public Dictionary<string, string?> Sent { get; init; } = [];

    private string CountText => Count.ToString("x8", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>The line of the site's user in the digest file.</summary>
    public static string Line(DigestAlgorithm algorithm, string user = SiteUser, string password = SitePassword, string realm = SiteRealm) =>
        $"{user}:{realm}:{Hash(algorithm, $"{user}:{realm}:{password}")}";

    public static string Hash(DigestAlgorithm algorithm, string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        if (algorithm != DigestAlgorithm.Sha512Slash256)
        {
            return Convert.ToHexStringLower(algorithm == DigestAlgorithm.Md5 ? MD5.HashData(bytes) : SHA256.HashData(bytes));
        }

        // The framework has none; this one is proven by published vectors.
        byte[] hash = new byte[DigestHash.MaxSize];
        DigestHash.Compute(algorithm, bytes, hash);
        return Convert.ToHexStringLower(hash);
    }

    public string Secret()
    {
        string ha1 = Hash($"{UserName}:{Realm}:{Password}");
        return Algorithm.EndsWith("-sess", StringComparison.Ordinal) ? Hash($"{ha1}:{Nonce}:{ClientNonce}") : ha1;
    }

    /// <summary>What the server must answer in <c>rspauth</c>.</summary>
    public string ResponseAuth() => Hash($"{Secret()}:{Nonce}:{CountText}:{ClientNonce}:{Qop}:{Hash($":{Uri}")}");

    public string Hash(string text) => Hash(
        Algorithm.StartsWith("MD5", StringComparison.Ordinal) ? DigestAlgorithm.Md5
        : Algorithm.StartsWith("SHA-256", StringComparison.Ordinal) ? DigestAlgorithm.Sha256 : DigestAlgorithm.Sha512Slash256,
        text);

    /// <summary>The value of the <c>Authorization</c> field.</summary>
    public override string ToString()
    {
        string asked = Qop == "auth-int" ? $"{Method}:{Uri}:{Hash(Body ?? "")}" : $"{Method}:{Uri}";
        var fields = new Dictionary<string, string?>
        {
            ["username"] = $"\"{UserName}\"",
            ["realm"] = $"\"{Realm}\"",
            ["nonce"] = $"\"{Nonce}\"",
            ["uri"] = $"\"{Uri}\"",
            ["response"] = $"\"{Hash($"{Secret()}:{Nonce}:{CountText}:{ClientNonce}:{Qop}:{Hash(asked)}")}\"",
            ["algorithm"] = Algorithm,
            ["cnonce"] = $"\"{ClientNonce}\"",
            ["qop"] = Qop,
            ["nc"] = CountText,
        };
        foreach ((string name, string? value) in Sent)
        {
            fields[name] = value;
        }

        return "Digest " + string.Join(", ", fields.Where(field => field.Value is not null).Select(field => $"{field.Key}={field.Value}"));
    }
}
