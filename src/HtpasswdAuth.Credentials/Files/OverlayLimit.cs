namespace HtpasswdAuth;

/// <summary>
/// How many changes a snapshot keeps beside the lines that it shares with the one before, until they are merged into new lines.
/// </summary>
/// <remarks>
/// Merging takes 300 to 500 ns a line, so one in 32 costs each change 10 to 15 µs, and a change kept beside takes some three times the memory of
/// its line, so that all of them take about a tenth of the lines'. Small files are merged at once, those whose bytes the garbage collector does not yet
/// count among the large objects.
/// </remarks>
internal static class OverlayLimit
{
    private const int SmallFile = 1_024;
    private const int LinesAChange = 32;

    /// <param name="lines">How many lines, or users, are shared.</param>
    public static int For(int lines) => lines < SmallFile ? 0 : lines / LinesAChange;
}
