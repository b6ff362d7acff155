namespace HtpasswdAuth;

// Specification
//   C. Percival, S. Josefsson, "The scrypt Password-Based Key Derivation Function", RFC 7914. Text form: crypt(5) of libxcrypt 4.4,
//   which allows a $ in the salt beyond the regular expression given there.
//
// Text     $7$, a character for N, 5 for r, 5 for p, 0 to 281 characters of salt, $, 43 characters of digest
// N        2^2 to 2^63 blocks of 128 r bytes; r and p from 1 up, in 6 bits a character, the lowest first; r times p below 2^30
// Salt     the characters themselves, of crypt's base 64 or $; longer ones are more than libxcrypt has room for
// Digest   32 bytes; the 2 spare bits of its last character are 0
// Password any length

internal sealed class ScryptScheme() : MemoryHardScheme(PasswordHashAlgorithm.Scrypt)
{
    private const int PrefixLength = 3;
    private const int NumberLength = 5;
    private const int SaltStart = PrefixLength + 1 + (2 * NumberLength);
    private const int MaxSaltLength = 281;

    protected override YescryptMode UsualMode => YescryptMode.Scrypt;

    protected override bool IsSalt(ReadOnlySpan<byte> salt)
    {
        foreach (Range part in salt.Split((byte)'$'))
        {
            if (!Crypt64.IsText(salt[part]))
            {
                return false;
            }
        }

        return salt.Length <= MaxSaltLength;
    }

    protected override void ComputeDigest(
        ReadOnlySpan<byte> password, ReadOnlySpan<byte> salt, int logN, MemoryHardShape shape, Span<byte> digest) =>
        Yescrypt.ComputeDigest(password, salt, logN, shape, digest);

    protected override bool TryReadSetting(ReadOnlySpan<byte> text, out int logN, out MemoryHardShape shape, out int saltStart)
    {
        logN = 0;
        shape = default;
        saltStart = SaltStart;
        if (text.Length < SaltStart || !Crypt64.IsText(text[PrefixLength..SaltStart]))
        {
            return false;
        }

        logN = Crypt64.ValueOf(text[PrefixLength]);
        uint r = Crypt64.NumberOf(text.Slice(PrefixLength + 1, NumberLength));
        uint p = Crypt64.NumberOf(text.Slice(PrefixLength + 1 + NumberLength, NumberLength));
        shape = new MemoryHardShape(r, p, 0, YescryptMode.Scrypt);
        return true;
    }

    protected override int WriteSetting(Span<byte> text, int logN, MemoryHardShape shape)
    {
        "$7$"u8.CopyTo(text);
        text[PrefixLength] = Crypt64.CharacterOf(logN);
        Crypt64.WriteNumber(shape.R, text.Slice(PrefixLength + 1, NumberLength));
        Crypt64.WriteNumber(shape.P, text.Slice(PrefixLength + 1 + NumberLength, NumberLength));
        return SaltStart;
    }
}
