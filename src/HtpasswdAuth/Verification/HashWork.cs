using System.Numerics;

namespace HtpasswdAuth;

/// <summary>How much work a hash is: what is of equal work waits in one line.</summary>
/// <param name="IsBcrypt">Whether it can be computed side by side with others of equal work.</param>
/// <param name="Level">The base-2 logarithm of the time it takes, in rounds of bcrypt: of a bcrypt hash its cost.</param>
internal readonly record struct HashWork(bool IsBcrypt, int Level)
{
    /// <summary>What a hash is taken for whose time is not known: as long as bcrypt of cost 10.</summary>
    private const int LevelOfUnknown = 10;

    /// <summary>About as many rounds of SHA-crypt take the time of one of bcrypt.</summary>
    private const int ShaRounds = 256;

    /// <summary>Gets the time it takes, alone or with others at its side, in rounds of bcrypt.</summary>
    public long Time => 1L << Level;

    public static HashWork Of(ReadOnlySpan<byte> storedHash)
    {
        PasswordHash.TryIdentify(storedHash, out PasswordHashInfo info);
        return info.Algorithm switch
        {
            PasswordHashAlgorithm.Bcrypt or PasswordHashAlgorithm.BcryptSignExtended => new HashWork(IsBcrypt: true, info.Cost),
            PasswordHashAlgorithm.Sha256Crypt or PasswordHashAlgorithm.Sha512Crypt => Other(BitOperations.Log2((uint)info.Cost / ShaRounds)),
            PasswordHashAlgorithm.Apr1 or PasswordHashAlgorithm.Md5Crypt or PasswordHashAlgorithm.DesCrypt
                or PasswordHashAlgorithm.Sha1 or PasswordHashAlgorithm.SaltedSha1
                or PasswordHashAlgorithm.Plaintext or PasswordHashAlgorithm.TaggedPlaintext or PasswordHashAlgorithm.None => Other(0),
            PasswordHashAlgorithm.Sha1Crypt or PasswordHashAlgorithm.BsdiCrypt or PasswordHashAlgorithm.SunMd5 => Other(BitOperations.Log2((uint)info.Cost / ShaRounds)),
            PasswordHashAlgorithm.NtHash => Other(0),
            _ => Other(LevelOfUnknown),
        };
    }

    private static HashWork Other(int level) => new(IsBcrypt: false, level);
}
