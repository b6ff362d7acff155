using System.Security.Cryptography;

namespace HtpasswdAuth;

/// <summary>Several verifications at once: bcrypt ones of equal cost side by side, all others one by one.</summary>
internal static class PasswordHashBatch
{
    public static void Verify(
        ReadOnlySpan<PasswordCandidate> candidates, Span<PasswordVerification> results, PasswordHashLimits limits, bool allowPlaintext)
    {
        Span<int> together = stackalloc int[BlowfishLanes.Count];
        int count = 0;
        int commonCost = 0;
        for (int i = 0; i < candidates.Length; i++)
        {
            ReadOnlySpan<byte> password = candidates[i].Password.Span;
            ReadOnlySpan<byte> text = candidates[i].StoredHash.Span;
            PasswordHashScheme? scheme = PasswordHashSchemes.FindAllowed(text, allowPlaintext);
            if (scheme is not BcryptScheme bcrypt)
            {
                results[i] = scheme?.Verify(password, text, limits) ?? PasswordVerification.UnknownScheme;
            }
            else if (bcrypt.RefuseUnhashed(password, text, limits, out PasswordHashInfo info) is { } refusal)
            {
                results[i] = refusal;
            }
            else
            {
                if (count == together.Length || (count > 0 && info.Cost != commonCost))
                {
                    Hash(candidates, together[..count], commonCost, results, limits);
                    count = 0;
                }

                commonCost = info.Cost;
                together[count++] = i;
            }
        }

        Hash(candidates, together[..count], commonCost, results, limits);
    }

    private static void Hash(
        ReadOnlySpan<PasswordCandidate> candidates, ReadOnlySpan<int> together, int cost, Span<PasswordVerification> results, PasswordHashLimits limits)
    {
        BcryptInputs inputs = default;
        Span<byte> digests = stackalloc byte[BlowfishLanes.Count * Bcrypt.DigestSize];
        Span<byte> actual = stackalloc byte[PasswordHashScheme.MaxDigestSize];
        actual.Clear();
        try
        {
            for (int i = 0; i < together.Length; i++)
            {
                inputs[i] = BcryptScheme.ReadInput(candidates[together[i]]);
            }

            Bcrypt.HashMany(((ReadOnlySpan<BcryptInput>)inputs)[..together.Length], cost, digests);
            for (int i = 0; i < together.Length; i++)
            {
                ReadOnlySpan<byte> text = candidates[together[i]].StoredHash.Span;
                digests.Slice(i * Bcrypt.DigestSize, Bcrypt.DigestSize).CopyTo(actual);
                PasswordHashScheme scheme = PasswordHashSchemes.Find(text)!;
                results[together[i]] = scheme.Judge(actual, text, new PasswordHashInfo(scheme.Algorithm, cost), limits);
            }
        }
        finally
        {
            CryptographicOperations.ZeroMemory(digests);
            CryptographicOperations.ZeroMemory(actual);
        }
    }
}
