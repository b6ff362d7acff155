using System.Text;

namespace HtpasswdAuth.Tool;

internal static class HtgroupCheck
{
    private const int MaxLine = 8_190;

    public static FileReport Run(string path, byte[] content)
    {
        var report = new FileReport(path, CheckedFileType.Htgroup, new HtgroupFileEditor(content).Groups.Count, []);
        int number = 0;
        bool continued = false;
        foreach (Range range in content.AsSpan().Split((byte)'\n'))
        {
            number++;
            string line = Encoding.Latin1.GetString(content.AsSpan(range)).Trim();
            if (line.Length > 0 && line[0] != '#' && !continued)
            {
                Check(report, number, line);
            }

            continued = line.EndsWith('\\');
        }

        return report;
    }

    private static void Check(FileReport report, int number, string line)
    {
        int colon = line.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0)
        {
            report.Problems.Add(new(number, "MissingColon", "no colon after the group's name; correct or delete the line"));
        }
        else if (colon == 0)
        {
            report.Problems.Add(new(number, "EmptyGroupName", "no group name; delete the line"));
        }

        if (line.Length > MaxLine)
        {
            report.Problems.Add(new(number, "LineTooLong", "longer than 8190 bytes: Apache reads no further; divide it into several lines of the group"));
        }
    }
}
