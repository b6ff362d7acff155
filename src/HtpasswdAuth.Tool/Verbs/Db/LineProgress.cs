using System.Globalization;
using HtpasswdAuth.PostgreSql;

namespace HtpasswdAuth.Tool;

/// <summary>Shows how far an import is, on the line that says how long it takes.</summary>
internal sealed class LineProgress(Progress progress, long length) : IProgress<HtpasswdImportProgress>
{
    public void Report(HtpasswdImportProgress value) => progress.Say(value.Bytes >= length
        ? string.Create(CultureInfo.InvariantCulture, $"{value.Lines:N0} lines read; the database merges them")
        : string.Create(CultureInfo.InvariantCulture, $"{value.Lines:N0} lines, {100 * value.Bytes / length} %"));
}
