namespace HtpasswdAuth;

/// <summary>What yescrypt and scrypt have in common: everything but the text.</summary>
internal abstract class MemoryHardScheme : PasswordHashScheme
{
    /// <summary>The digest's 32 bytes in crypt's base 64.</summary>
    protected const int DigestLength = 43;

    /// <summary>A salt that is made up, as long as those of crypt(3) on Debian.</summary>
    protected const int NewSaltLength = 22;

    private const uint UsualR = 32;

    /// <summary>How often a hash may go over as much memory as is allowed.</summary>
    private const int MaxPasses = 16;

    private protected MemoryHardScheme(PasswordHashAlgorithm algorithm)
        : base(algorithm, Yescrypt.DigestSize)
    {
    }

    protected override bool IsWeak => false;

    protected override bool CanCreate => false;

    protected override (int Min, int Max)? CostRange => (2, 63);

    /// <summary>Gets how a hash uses its memory where it says nothing else.</summary>
    protected abstract YescryptMode UsualMode { get; }

    private MemoryHardShape UsualShape => new(UsualR, 1, 0, UsualMode);

    public override bool TryParse(ReadOnlySpan<byte> text, out int cost) =>
        TryReadSetting(text, out cost, out MemoryHardShape shape, out int saltStart)
        && shape.IsPossible(cost)
        && text.Length - saltStart > DigestLength
        && text[^(DigestLength + 1)] == '$'
        && IsSalt(text[saltStart..^(DigestLength + 1)])
        && Crypt64.IsText(text[^DigestLength..])
        && Crypt64.IsCanonicalLittleEndian(text[^DigestLength..]);

    public override bool IsAdmitted(PasswordHashInfo info, PasswordHashLimits limits)
    {
        // The memory first: where it is bounded the passes are numbers that can be multiplied.
        MemoryHardShape shape = ShapeOf(info);
        return shape.MemoryBytes(info.Cost) <= (uint)limits.MaxMemoryBytes
            && shape.MixedBytes(info.Cost) <= (UInt128)(uint)limits.MaxMemoryBytes * MaxPasses;
    }

    public override bool IsDue(PasswordHashInfo info, PasswordHashLimits limits) =>
        ShapeOf(info).MemoryBytes(info.Cost) < (uint)limits.MinMemoryBytes;

    protected override PasswordHashInfo Describe(ReadOnlySpan<byte> text, int cost)
    {
        _ = TryReadSetting(text, out _, out MemoryHardShape shape, out _);
        return new PasswordHashInfo(Algorithm, cost) { Shape = shape == UsualShape ? default : shape };
    }

    protected override void ReadDigest(ReadOnlySpan<byte> text, Span<byte> digest) => Crypt64.Decode(text[^DigestLength..], digest);

    protected override void ComputeDigest(ReadOnlySpan<byte> password, ReadOnlySpan<byte> text, Span<byte> digest)
    {
        _ = TryReadSetting(text, out int logN, out MemoryHardShape shape, out int saltStart);
        ComputeDigest(password, text[saltStart..^(DigestLength + 1)], logN, shape, digest);
    }

    /// <summary>Hashes with a salt as it stands in the text.</summary>
    protected abstract void ComputeDigest(
        ReadOnlySpan<byte> password, ReadOnlySpan<byte> salt, int logN, MemoryHardShape shape, Span<byte> digest);

    /// <summary>Reads what precedes the salt.</summary>
    protected abstract bool TryReadSetting(ReadOnlySpan<byte> text, out int logN, out MemoryHardShape shape, out int saltStart);

    protected abstract bool IsSalt(ReadOnlySpan<byte> salt);

    /// <summary>Writes what precedes the salt, and returns its length.</summary>
    protected abstract int WriteSetting(Span<byte> text, int logN, MemoryHardShape shape);

    protected override int WriteSetting(Span<byte> text, int? cost) =>
        WriteDummySetting(text, new PasswordHashInfo(Algorithm, cost ?? CostRange!.Value.Min));

    protected override int WriteDummySetting(Span<byte> text, PasswordHashInfo like)
    {
        int end = WriteSetting(text, like.Cost, ShapeOf(like));
        RandomSalt.FillText(text.Slice(end, NewSaltLength));
        end += NewSaltLength;

        // 22 characters are 16 bytes and 4 bits, which stay empty.
        text[end - 1] = Crypt64.CharacterOf(Crypt64.ValueOf(text[end - 1]) & 3);
        text[end++] = (byte)'$';
        return end + DigestLength;
    }

    protected override void WriteDigest(Span<byte> text, ReadOnlySpan<byte> digest) => Crypt64.Encode(digest, text[^DigestLength..]);

    private MemoryHardShape ShapeOf(PasswordHashInfo info) => info.Shape == default ? UsualShape : info.Shape;
}
