namespace HtpasswdAuth;

/// <summary>
/// How many changes a snapshot keeps beside the lines that it shares with the one before, until they are merged into new lines.
/// </summary>
/// <remarks>
/// Merging takes some 150 ns a line, so one in 32 costs each change 5 µs, and a change kept beside takes some four times the memory of
/// its line, so that all of them take an eighth of the lines'. Files that are merged in less than a millisecond are merged at once.
/// </remarks>
internal static class OverlayLimit
{
    private const int SmallFile = 4_096;
    private const int LinesAChange = 32;

    /// <param name="lines">How many lines, or users, are shared.</param>
    public static int For(int lines) => lines < SmallFile ? 0 : lines / LinesAChange;
}
