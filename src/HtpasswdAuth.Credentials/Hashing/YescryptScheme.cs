namespace HtpasswdAuth;

// Specification
//   A. Peslyak, "yescrypt - password hashing scalable beyond bcrypt and scrypt", Openwall; text form: crypt(5) of libxcrypt 4.4.
//   What libxcrypt refuses or computes beyond the regular expression given there was found by trying.
//
// Text     $y$, flavour, N, r and what is not as usual, $, 0 to 86 characters of salt, $, 43 characters of digest
// Flavour  j (memory is read and written), / (written once), . (scrypt): others are not computed by libxcrypt
// N        2^2 to 2^63 blocks of 128 r bytes; r from 1 up; r times the lanes below 2^30; at least 4 blocks a lane
// Beside   the lanes p from 2 up, the time t from 1 up. A ROM and upgrades (g) are refused, bits of no meaning are skipped, as there
// Salt     0 to 64 bytes in crypt's base 64; its spare bits are 0
// Digest   32 bytes; the 2 spare bits of its last character are 0
// Password any length

internal sealed class YescryptScheme() : MemoryHardScheme(PasswordHashAlgorithm.Yescrypt)
{
    private const int PrefixLength = 3;
    private const int MaxSaltSize = 64;
    private const int HasLanes = 1;
    private const int HasTime = 2;
    private const int HasUpgradesOrRom = 4 | 8;

    protected override YescryptMode UsualMode => YescryptMode.ReadWrite;

    /// <summary>Gets the flavours in the order of the modes.</summary>
    private static ReadOnlySpan<byte> Flavours => "./j"u8;

    protected override bool IsSalt(ReadOnlySpan<byte> salt) =>
        Crypt64.IsText(salt)
        && salt.Length <= Crypt64.LengthOf(MaxSaltSize)
        && salt.Length % 4 != 1
        && (salt.IsEmpty || Crypt64.IsCanonicalLittleEndian(salt));

    protected override void ComputeDigest(
        ReadOnlySpan<byte> password, ReadOnlySpan<byte> salt, int logN, MemoryHardShape shape, Span<byte> digest)
    {
        Span<byte> bytes = stackalloc byte[MaxSaltSize];
        bytes = bytes[..(salt.Length * 6 / 8)];
        Crypt64.Decode(salt, bytes);
        Yescrypt.ComputeDigest(password, bytes, logN, shape, digest);
    }

    protected override bool TryReadSetting(ReadOnlySpan<byte> text, out int logN, out MemoryHardShape shape, out int saltStart)
    {
        shape = default;
        logN = 0;
        saltStart = 0;
        int flavour = text.Length > PrefixLength ? Flavours.IndexOf(text[PrefixLength]) : -1;
        int position = PrefixLength + 1;
        if (flavour < 0
            || !YescryptNumber.TryRead(text, ref position, 1, out uint exponent)
            || !YescryptNumber.TryRead(text, ref position, 1, out uint r)
            || exponent > 63
            || !TryReadRest(text, ref position, out uint p, out uint t))
        {
            return false;
        }

        logN = (int)exponent;
        shape = new MemoryHardShape(r, p, t, (YescryptMode)flavour);
        saltStart = position;
        return true;
    }

    protected override int WriteSetting(Span<byte> text, int logN, MemoryHardShape shape)
    {
        "$y$"u8.CopyTo(text);
        text[PrefixLength] = Flavours[(int)shape.Mode];
        int end = PrefixLength + 1;
        YescryptNumber.Write(text, ref end, 1, (uint)logN);
        YescryptNumber.Write(text, ref end, 1, shape.R);
        int has = (shape.P > 1 ? HasLanes : 0) | (shape.T > 0 ? HasTime : 0);
        if (has != 0)
        {
            YescryptNumber.Write(text, ref end, 1, (uint)has);
        }

        if ((has & HasLanes) != 0)
        {
            YescryptNumber.Write(text, ref end, 2, shape.P);
        }

        if ((has & HasTime) != 0)
        {
            YescryptNumber.Write(text, ref end, 1, shape.T);
        }

        text[end++] = (byte)'$';
        return end;
    }

    private static bool TryReadRest(ReadOnlySpan<byte> text, ref int position, out uint p, out uint t)
    {
        p = 1;
        t = 0;
        if (position < text.Length && text[position] != '$'
            && (!YescryptNumber.TryRead(text, ref position, 1, out uint has)
                || (has & HasUpgradesOrRom) != 0
                || ((has & HasLanes) != 0 && !YescryptNumber.TryRead(text, ref position, 2, out p))
                || ((has & HasTime) != 0 && !YescryptNumber.TryRead(text, ref position, 1, out t))))
        {
            return false;
        }

        return position < text.Length && text[position++] == '$';
    }
}
