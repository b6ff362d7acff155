namespace HtpasswdAuth;

/// <summary>What the bytes of a credential file tell of whether it is complete.</summary>
/// <param name="EndsWithNewline">Whether the last line is finished.</param>
/// <param name="IsForeign">Whether it holds what no such file holds.</param>
public readonly record struct CredentialFileEvidence(bool EndsWithNewline, bool IsForeign)
{
    /// <summary>How long a changed file must hold still before it is worth reading: 50 milliseconds.</summary>
    public static readonly TimeSpan Still = TimeSpan.FromMilliseconds(50);

    /// <summary>How long a file must hold still that looks cut off, which is empty, foreign or without a newline at its end: 1 second.</summary>
    public static readonly TimeSpan StillWhenCutOff = TimeSpan.FromSeconds(1);

    /// <summary>How long a file must hold still that has fewer users than before, or no newline at its end: 4 seconds.</summary>
    public static readonly TimeSpan Settled = TimeSpan.FromSeconds(4);

    /// <summary>How long a file must hold still that has lost most of its users, unless it is accepted: 60 seconds.</summary>
    public static readonly TimeSpan DefaultShrunkFor = TimeSpan.FromSeconds(60);

    private const int FewestLost = 10;

    // Of random bytes one in nine is a control character. A name may have one; a file of names has not many.
    private const int MostControlsShare = 64;
    private const int SampleSize = 64 * 1024;

    /// <summary>Looks at the content of a file.</summary>
    /// <param name="content">All of it.</param>
    public static CredentialFileEvidence Of(ReadOnlySpan<byte> content)
    {
        ReadOnlySpan<byte> head = content[..Math.Min(SampleSize, content.Length)];
        return Of(head, content[Math.Max(head.Length, content.Length - SampleSize)..], content.Contains((byte)0));
    }

    /// <summary>Looks at the content of a file that need not be in memory.</summary>
    internal static CredentialFileEvidence Of(CredentialText content)
    {
        byte[] head = new byte[Math.Min(SampleSize, content.Length)];
        byte[] tail = new byte[Math.Min(SampleSize, content.Length - head.Length)];

        // Of a file that has become shorter meanwhile there is less than was asked for.
        int headLength = content.Read(head, 0);
        int tailLength = content.Read(tail, content.Length - tail.Length);
        return Of(head.AsSpan(0, headLength), tail.AsSpan(0, tailLength), content.Contains(0));
    }

    /// <summary>Says what a file is that was not written or accepted by us.</summary>
    /// <param name="users">How many users it has.</param>
    /// <param name="usersBefore">How many the last whole one had; <see langword="null"/> if there was none.</param>
    /// <param name="still">For how long it has not been written to.</param>
    /// <param name="shrunkFor">How long one must hold still that has lost most of its users.</param>
    public CredentialFileVerdict Judge(int users, int? usersBefore, TimeSpan still, TimeSpan shrunkFor)
    {
        if (IsForeign || users == 0)
        {
            return still < StillWhenCutOff
                ? new(CredentialFileState.Settling, StillWhenCutOff - still)
                : new(IsForeign ? CredentialFileState.Foreign : CredentialFileState.Empty, null);
        }

        int lost = (usersBefore ?? 0) - users;
        TimeSpan enough = EndsWithNewline && lost <= 0 ? TimeSpan.Zero : Settled;
        if (still < enough)
        {
            return new(CredentialFileState.Settling, enough - still);
        }

        bool hasShrunk = lost >= FewestLost && lost > users;
        return hasShrunk && (shrunkFor == Timeout.InfiniteTimeSpan || still < shrunkFor)
            ? new(CredentialFileState.Shrunk, shrunkFor == Timeout.InfiniteTimeSpan ? null : shrunkFor - still)
            : new(CredentialFileState.Whole, null);
    }

    private static CredentialFileEvidence Of(ReadOnlySpan<byte> head, ReadOnlySpan<byte> tail, bool hasNul)
    {
        int controls = CountControls(head) + CountControls(tail);
        bool hasManyControls = controls * MostControlsShare > head.Length + tail.Length;
        return new((tail.IsEmpty ? head : tail) is [.., (byte)'\n'], IsUtf16(head) || hasNul || hasManyControls);
    }

    private static bool IsUtf16(ReadOnlySpan<byte> content) => content is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..];

    private static int CountControls(ReadOnlySpan<byte> content)
    {
        int count = 0;
        foreach (byte value in content)
        {
            count += value is < (byte)'\t' or (> (byte)'\r' and < (byte)' ') or 0x7F ? 1 : 0;
        }

        return count;
    }
}
