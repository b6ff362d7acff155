namespace HtpasswdAuth;

/// <summary>The 18 words that bcrypt makes of a password: its bytes and one NUL, over and over, 72 in all.</summary>
internal static class BcryptKey
{
    /// <summary>Fills the key and returns what the variant changes in the first word of the cipher's initial state.</summary>
    public static uint Spread(ReadOnlySpan<byte> password, BcryptVariant variant, Span<uint> key)
    {
        uint differences = 0;
        uint overwritten = 0;
        int position = 0;
        for (int i = 0; i < key.Length; i++)
        {
            uint right = 0;
            uint wrong = 0;
            for (int j = 0; j < 4; j++)
            {
                byte value = position < password.Length ? password[position] : (byte)0;
                position = position < password.Length ? position + 1 : 0;
                right = (right << 8) | value;
                uint signed = (uint)(int)(sbyte)value;
                wrong = (wrong << 8) | signed;

                // In the first byte of a word the sign bits are shifted out again and overwrite nothing.
                overwritten |= j == 0 ? 0 : wrong & 0x80;
            }

            differences |= right ^ wrong;
            key[i] = variant == BcryptVariant.SignExtended ? wrong : right;
        }

        return variant == BcryptVariant.Safeguarded ? Safeguard(differences, overwritten) : 0;
    }

    /// <summary>
    /// Sign bits that overwrote something and yet changed no word mean that other passwords lead to this very key under the
    /// bug, which <c>$2a$</c> may stand for: crypt_blowfish 1.1 and later then flip bit 16. Without a branch, as it does:
    /// which passwords these are should not show in the time.
    /// </summary>
    private static uint Safeguard(uint differences, uint overwritten)
    {
        differences |= differences >> 16;
        uint anyDifference = (differences & 0xFFFF) + 0xFFFF;
        return (overwritten << 9) & ~anyDifference & 0x10000;
    }
}
