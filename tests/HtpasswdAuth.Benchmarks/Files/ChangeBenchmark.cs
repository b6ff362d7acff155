using System.Globalization;
using System.Text;
using HtpasswdAuth.Benchmarks.Measuring;

namespace HtpasswdAuth.Benchmarks.Files;

/// <summary>Changes, one at a time, to snapshots of many users: what a node of a fleet does when another has changed one.</summary>
internal static class ChangeBenchmark
{
    private const string NewHash = "$2y$10$abcdefghijklmnopqrstuO012345678901234567890123456789O";

    public static void Run(TextWriter output, Settings settings)
    {
        int users = settings.Get("users", 1_000_000);
        int changes = settings.Get("changes", 100_000);
        Machine.Describe(output, "changes");
        output.WriteLine("| snapshot of a million users | one change, median µs | p99 µs | bytes | merges | longest merge ms | all changes s | mean µs with merges |");
        output.WriteLine("|---|---|---|---|---|---|---|---|");
        using var file = new UserFile(users);
        HtpasswdFile start = HtpasswdFile.Load(file.Path);
        output.WriteLine(Row("passwords, `HtpasswdFile`", start, PasswordChange, changes));
        output.WriteLine(Row("state of codes, `OtpStateFile`", OtpStateFile.Parse(Text(users, StateLine)), StateChange, changes));
        output.WriteLine(Row("enrolments, `OtpSecretsFile`", OtpSecretsFile.Parse(Text(users, EnrolmentLine)), EnrolmentChange, changes));
        output.WriteLine(Row("state of passwords, `PasswordStateFile`", PasswordStateFile.Parse(Text(users, PasswordStateLine)), PasswordStateChange, changes));

        output.WriteLine();
        output.WriteLine("| look-ups among a million users | hot ns | random ns | bytes per look-up |");
        output.WriteLine("|---|---|---|---|");
        HtpasswdFile changed = Enumerable.Range(0, (users / 32) - 1).Aggregate(start, (current, i) => PasswordChange(current, i));
        output.WriteLine(Row("a file", LookupFigures.Measure(file, start)));
        output.WriteLine(Row($"with {(users / 32) - 1:N0} changes beside it", LookupFigures.Measure(file, changed)));
        output.WriteLine(Row("a file, once more", LookupFigures.Measure(file, start)));
    }

    private static HtpasswdFile PasswordChange(HtpasswdFile file, int index) =>
        file.With([new HtpasswdChange(Encoding.ASCII.GetBytes(UserOf(file.Count, index)), Encoding.ASCII.GetBytes(NewHash))]);

    private static OtpStateFile StateChange(OtpStateFile file, int index) =>
        file.With([file.Find(UserOf(file.Count, index)) with { LastStep = 60_000_000 + index }]);

    private static OtpSecretsFile EnrolmentChange(OtpSecretsFile file, int index) =>
        file.TryFind(UserOf(file.Count, index), out OtpUser? user)
            ? file.With(user with { Enrolment = user.Enrolment! with { Created = DateTimeOffset.UnixEpoch.AddSeconds(index) } })
            : file;

    private static PasswordStateFile PasswordStateChange(PasswordStateFile file, int index) =>
        file.With([file.Find(UserOf(file.Count, index)) with { Changed = DateTimeOffset.UnixEpoch.AddSeconds(index) }]);

    /// <summary>Users from all over the file, none twice in a row of as many as there are.</summary>
    private static string UserOf(int users, int index) =>
        string.Create(CultureInfo.InvariantCulture, $"user{index * 7_919L % users:D7}");

    private static string StateLine(string user) => $$"""{"u":"{{user}}","e":"00112233445566778899aabbccddeeff","s":58333333}""";

    private static string EnrolmentLine(string user) =>
        $$"""{"u":"{{user}}","t":"totp","id":"0123456789abcdef0123456789abcdef","alg":"SHA1","d":6,"p":30,"k":"plain:GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ","created":"2026-01-02T10:00:00Z"}""";

    private static string PasswordStateLine(string user) => $$"""{"u":"{{user}}","changed":"2026-01-02T10:00:00Z"}""";

    private static byte[] Text(int users, Func<string, string> line)
    {
        using var text = new MemoryStream();
        using var writer = new StreamWriter(text, new UTF8Encoding(false), 1 << 20) { NewLine = "\n" };
        for (int i = 0; i < users; i++)
        {
            writer.WriteLine(line(string.Create(CultureInfo.InvariantCulture, $"user{i:D7}")));
        }

        writer.Flush();
        return text.ToArray();
    }

    private static string Row<T>(string title, T start, Func<T, int, T> change, int count)
    {
        ChangeFigures.Measure(start, change, Math.Min(count, 20_000));
        ChangeFigures figures = ChangeFigures.Measure(start, change, count);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"| {title} | {figures.MedianMicroseconds:0.0} | {figures.LateMicroseconds:0.0} | {figures.Bytes:N0} | {figures.Merges} | {figures.LongestMilliseconds:0} | {figures.Seconds:0.0} | {figures.Seconds * 1e6 / count:0.0} |");
    }

    private static string Row(string title, LookupFigures figures) => string.Create(
        CultureInfo.InvariantCulture,
        $"| {title} | {figures.HotNanoseconds:0} | {figures.RandomNanoseconds:0} | {figures.BytesPerLookup} |");
}
