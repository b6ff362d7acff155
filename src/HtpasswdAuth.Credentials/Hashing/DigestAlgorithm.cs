namespace HtpasswdAuth;

/// <summary>The hash functions of Digest authentication (RFC 7616, section 6.1).</summary>
public enum DigestAlgorithm
{
    /// <summary>MD5: what Apache's <c>htdigest</c> writes and every client knows. 32 hexadecimal digits.</summary>
    Md5 = 0,

    /// <summary>SHA-256. 64 hexadecimal digits.</summary>
    Sha256,

    /// <summary>
    /// SHA-512/256 (FIPS 180-4, section 6.7), on the wire <c>SHA-512-256</c>: SHA-512 from other initial values, cut to 64
    /// hexadecimal digits. It is not the beginning of a SHA-512 hash.
    /// </summary>
    Sha512Slash256,
}
