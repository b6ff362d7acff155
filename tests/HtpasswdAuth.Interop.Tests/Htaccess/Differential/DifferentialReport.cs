using System.Collections.Concurrent;
using System.Globalization;
using System.Text;

namespace HtpasswdAuth.Interop.Tests;

/// <summary>Counts results, and shows those that must not be.</summary>
internal sealed class DifferentialReport
{
    private const int Shown = 5;

    private readonly ConcurrentQueue<TreeResult> _results = [];

    public int Opened => Requests(TreeVerdict.Opened);

    public void Add(TreeResult result) => _results.Enqueue(result);

    /// <summary>How many requests httpd answered with a status: a generator whose trees are all open, or all broken, would compare nothing.</summary>
    public int Answered(int status) => _results.Sum(result => result.Outcomes.Count(outcome => outcome.Theirs == status));

    public int Requests(TreeVerdict verdict) => _results.Sum(result => result.Count(verdict));

    /// <summary>Counts for each kind of tree, and in all.</summary>
    public string Counts()
    {
        var text = new StringBuilder();
        Row(text, "kind", "trees", "obeyed", "closed", "opened", "requests", "same", "refused otherwise", "closed", "other content", "opened");
        foreach (IGrouping<string, TreeResult> kind in _results.GroupBy(result => result.Tree.Kind).OrderBy(kind => kind.Key, StringComparer.Ordinal))
        {
            Row(text, kind.Key, [.. kind]);
        }

        Row(text, "all", [.. _results]);
        return text.ToString();
    }

    /// <summary>The opened cases, the shortest of each kind, at most five.</summary>
    public string OpenedCases()
    {
        WriteAll();
        IEnumerable<string> cases = ShortestOpened().Take(Shown).Select(result => result.Describe(TreeVerdict.Opened));
        return $"{Opened} requests were served that httpd refuses.\n{string.Join('\n', cases)}";
    }

    private IEnumerable<TreeResult> ShortestOpened() => _results
        .Where(result => result.IsOpened)
        .GroupBy(result => result.Tree.Kind)
        .Select(kind => kind.MinBy(result => result.Tree.Rules.Sum(rule => rule.Content.Length))!)
        .OrderBy(result => result.Tree.Kind, StringComparer.Ordinal);

    private static void Row(StringBuilder text, string kind, IReadOnlyList<TreeResult> results) => Row(
        text,
        [
            kind,
            Number(results.Count),
            Number(results.Count(result => result.IsObeyed)),
            Number(results.Count(result => !result.IsObeyed && !result.IsOpened)),
            Number(results.Count(result => result.IsOpened)),
            Number(results.Sum(result => result.Outcomes.Count)),
            .. Enum.GetValues<TreeVerdict>().Select(verdict => Number(results.Sum(result => result.Count(verdict)))),
        ]);

    private static void Row(StringBuilder text, params string[] cells)
    {
        text.Append(cells[0].PadRight(28));
        foreach (string cell in cells.Skip(1))
        {
            text.Append(cell.PadLeft(Math.Max(cell.Length + 2, 9)));
        }

        text.Append('\n');
    }

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    // For those who mend: every tree that differs, shortest first, a file for each way to differ.
    private void WriteAll()
    {
        if (Environment.GetEnvironmentVariable("HTPASSWDAUTH_DIFFERENCES") is not { } folder)
        {
            return;
        }

        Directory.CreateDirectory(folder);
        foreach (TreeVerdict verdict in Enum.GetValues<TreeVerdict>().Where(verdict => verdict != TreeVerdict.Same))
        {
            IEnumerable<string> cases = _results.Where(result => result.Count(verdict) > 0)
                .OrderBy(result => result.Tree.Kind, StringComparer.Ordinal)
                .ThenBy(result => result.Tree.Rules.Sum(rule => rule.Content.Length))
                .Select(result => result.Describe(verdict));
            File.AppendAllText(Path.Combine(folder, $"{verdict}.txt"), string.Join('\n', cases));
        }
    }
}
