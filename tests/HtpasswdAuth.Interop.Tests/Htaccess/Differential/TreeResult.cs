using System.Text;

namespace HtpasswdAuth.Interop.Tests;

/// <summary>What both servers answered to one request.</summary>
/// <param name="Request">The request.</param>
/// <param name="Verdict">How they stand to each other.</param>
/// <param name="Theirs">The status of httpd.</param>
/// <param name="Ours">Our status.</param>
/// <param name="Served">What we served that httpd did not.</param>
internal sealed record TreeOutcome(TreeRequest Request, TreeVerdict Verdict, int Theirs, int Ours, string Served)
{
    public override string ToString() => $"{Request}: httpd {Theirs}, we {Ours} {Served}";
}

/// <summary>What came of a tree.</summary>
/// <param name="Tree">The tree.</param>
/// <param name="Outcomes">Of each request.</param>
/// <param name="Log">What our site logged of it.</param>
internal sealed record TreeResult(SiteTree Tree, IReadOnlyList<TreeOutcome> Outcomes, IReadOnlyList<string> Log)
{
    private const int Shown = 4;

    public bool IsObeyed => Count(TreeVerdict.Same) == Outcomes.Count;

    public bool IsOpened => Count(TreeVerdict.Opened) > 0;

    public int Count(TreeVerdict verdict) => Outcomes.Count(outcome => outcome.Verdict == verdict);

    /// <summary>The tree, some requests that came out so, and the log.</summary>
    public string Describe(TreeVerdict verdict)
    {
        var text = new StringBuilder().Append("== ").Append(Tree.Kind).Append('\n');
        foreach (TreeOutcome outcome in Outcomes.Where(outcome => outcome.Verdict == verdict).Take(Shown))
        {
            text.Append(outcome).Append('\n');
        }

        text.Append(Tree.Describe());
        foreach (string line in Log)
        {
            text.Append("log: ").Append(line).Append('\n');
        }

        return text.ToString();
    }
}
