using System.Text;

namespace HtpasswdAuth;

/// <summary>What an unknown user is hashed against: as costly as the hashes of the file it stands beside.</summary>
internal sealed record DummyHash(HtpasswdFile File, ReadOnlyMemory<byte> Hash)
{
    private static readonly PasswordHashInfo Fallback = new(PasswordHashAlgorithm.Bcrypt, 10);

    public static DummyHash For(HtpasswdFile file, PasswordHashLimits limits, bool allowPlaintext)
    {
        // What is never computed for a known user would cost nothing for an unknown one either.
        PasswordHashInfo dominant = file.DominantHash;
        bool isComputed = limits.Admits(dominant) && (allowPlaintext || dominant.Algorithm != PasswordHashAlgorithm.TaggedPlaintext);
        string hash = PasswordHash.CreateDummy(isComputed ? dominant : Fallback);
        return new DummyHash(file, Encoding.ASCII.GetBytes(hash));
    }
}
