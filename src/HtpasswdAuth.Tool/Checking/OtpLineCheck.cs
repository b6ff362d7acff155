namespace HtpasswdAuth.Tool;

/// <summary>
/// What the files of the second factor have in common. The library refuses a file with one broken line as a whole; here each line is read
/// alone, so that all of them are told.
/// </summary>
internal static class OtpLineCheck
{
    /// <param name="report">Gets the problems.</param>
    /// <param name="content">The file.</param>
    /// <param name="readLine">Reads a line as a file of its own; throws if it is broken. Gets its number, too.</param>
    /// <param name="readAll">Reads the whole; throws if two lines contradict.</param>
    public static void Run(FileReport report, byte[] content, Action<int, byte[]> readLine, Action readAll)
    {
        int number = 0;
        foreach (Range range in content.AsSpan().Split((byte)'\n'))
        {
            number++;
            Try(report, number, "BrokenLine", () => readLine(number, content[range]), "cannot be read, and so the server refuses the whole file; restore it from a backup, or repair the line");
        }

        if (report.Problems.TrueForAll(problem => problem.Code != "BrokenLine"))
        {
            Try(report, 0, "Contradiction", readAll, null);
        }
    }

    private static void Try(FileReport report, int number, string code, Action read, string? message)
    {
        try
        {
            read();
        }
        catch (InvalidDataException exception)
        {
            // Its message names lines and shows nothing of them.
            report.Problems.Add(new(number, code, message ?? exception.Message));
        }
    }
}
