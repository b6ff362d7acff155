namespace HtpasswdAuth;

/// <summary>
/// Of which files and changes <see cref="HtpasswdOverlay"/> knows what <see cref="HtpasswdFileEditor"/> makes of them: those in which a
/// line is a line for editor and reader alike, without continuations, NULs and byte order marks that may come to stand first, and no
/// user has both lines with a colon, which the editor removes, and lines without one, which it leaves for readers to find.
/// </summary>
internal static class HtpasswdOverlayRules
{
    private static ReadOnlySpan<byte> ByteOrderMark => "\uFEFF"u8;

    public static bool CanShare(HtpasswdFile file) =>
        !file.IsJoined
        && file.CountProblems(CredentialFileProblemCode.LineTooLong) == 0
        && (file.CountProblems(CredentialFileProblemCode.MissingColon) == 0 || file.CountProblems(CredentialFileProblemCode.DuplicateUser) == 0)
        && !EndsInBackslash(file.Content.Span.TrimEnd((byte)'\n'))
        && file.Content.Span.IndexOf("\n\uFEFF"u8) < 0;

    public static bool CanKeep(HtpasswdChange change)
    {
        ReadOnlySpan<byte> name = change.UserName.Span;
        if (name.IsEmpty || name.Contains((byte)':') || name.StartsWith(ByteOrderMark))
        {
            return false;
        }

        ReadOnlySpan<byte> hash = change.Hash.GetValueOrDefault().Span;
        return name.Length + 1 + hash.Length <= HtpasswdLineReader.MaxLineLength && !EndsInBackslash(hash);
    }

    /// <summary>Whether the next line would belong to it, or a newline put behind it would make it so.</summary>
    private static bool EndsInBackslash(ReadOnlySpan<byte> text) => text.TrimEnd((byte)'\r') is [.., (byte)'\\'];
}
