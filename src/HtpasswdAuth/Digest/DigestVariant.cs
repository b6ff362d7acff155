namespace HtpasswdAuth;

/// <summary>A hash function and whether it is used with a key of the session (RFC 7616 section 3.4.2).</summary>
internal readonly record struct DigestVariant(DigestAlgorithm Algorithm, bool IsSession)
{
    private const string SessionSuffix = "-sess";

    /// <summary>Gets the name on the wire.</summary>
    public string Name => NameOf(Algorithm) + (IsSession ? SessionSuffix : "");

    /// <summary>Reads a name in any case.</summary>
    public static bool TryParse(ReadOnlySpan<char> name, out DigestVariant variant)
    {
        bool isSession = name.EndsWith(SessionSuffix, StringComparison.OrdinalIgnoreCase);
        ReadOnlySpan<char> algorithm = isSession ? name[..^SessionSuffix.Length] : name;
        foreach (DigestAlgorithm known in (ReadOnlySpan<DigestAlgorithm>)[DigestAlgorithm.Md5, DigestAlgorithm.Sha256, DigestAlgorithm.Sha512Slash256])
        {
            if (algorithm.Equals(NameOf(known), StringComparison.OrdinalIgnoreCase))
            {
                variant = new(known, isSession);
                return true;
            }
        }

        variant = default;
        return false;
    }

    private static string NameOf(DigestAlgorithm algorithm) => algorithm switch
    {
        DigestAlgorithm.Sha256 => "SHA-256",
        DigestAlgorithm.Sha512Slash256 => "SHA-512-256",
        _ => "MD5",
    };
}
