using System.Text;

namespace HtpasswdAuth;

/// <summary>What an unknown user is hashed against: as costly as the hashes of the file it stands beside.</summary>
internal sealed record DummyHash(HtpasswdFile File, ReadOnlyMemory<byte> Hash)
{
    private static readonly PasswordHashInfo Fallback = new(PasswordHashAlgorithm.Bcrypt, 10);

    public static DummyHash For(HtpasswdFile file, PasswordHashLimits limits)
    {
        // Hashes over the limits are never computed; a dummy of their cost would not be either.
        PasswordHashInfo dominant = file.DominantHash;
        bool withinLimits = dominant.Algorithm switch
        {
            PasswordHashAlgorithm.Bcrypt or PasswordHashAlgorithm.BcryptSignExtended => dominant.Cost <= limits.MaxBcryptCost,
            PasswordHashAlgorithm.Sha256Crypt or PasswordHashAlgorithm.Sha512Crypt => dominant.Cost <= limits.MaxShaCryptRounds,
            _ => true,
        };
        string hash = PasswordHash.CreateDummy(withinLimits ? dominant : Fallback);
        return new DummyHash(file, Encoding.ASCII.GetBytes(hash));
    }
}
