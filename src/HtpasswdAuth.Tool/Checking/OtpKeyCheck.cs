namespace HtpasswdAuth.Tool;

internal static class OtpKeyCheck
{
    public static FileReport Run(string path, byte[] content)
    {
        var report = new FileReport(path, CheckedFileType.OtpKey, CountKeys(content), []);
        try
        {
            OtpKeyRing.Load(path);
        }
        catch (InvalidDataException exception)
        {
            // Its message names the line and shows nothing of it.
            report.Problems.Add(new(0, "BrokenKeys", exception.Message));
        }

        return report;
    }

    private static int CountKeys(ReadOnlySpan<byte> content)
    {
        int count = 0;
        foreach (Range range in content.Split((byte)'\n'))
        {
            ReadOnlySpan<byte> line = content[range].Trim(" \t\r"u8);
            count += line.IsEmpty || line[0] == '#' ? 0 : 1;
        }

        return count;
    }
}
