namespace HtpasswdAuth.UI;

/// <summary>The form to make a line for a password file, and the line with all that goes with it.</summary>
public sealed partial class GeneratorView
{
    // Clocks are not to be trusted with less, and nobody cares.
    private const double LeastSeconds = 0.01;

    private HtpasswdGeneratorAlgorithm? Chosen => Model.Algorithms.FirstOrDefault(one => one.Id == Model.ChosenAlgorithm);

    private string CostHint
    {
        get
        {
            IEnumerable<string> ranges = Model.Algorithms.Where(one => one.MinCost is not null).GroupBy(one => (one.MinCost, one.MaxCost)).Select(range => Context.Text(
                "generator.cost.range", string.Join(", ", range.Select(one => one.Name)), Context.Number(range.Key.MinCost ?? 0), Context.Number(range.Key.MaxCost ?? 0)));
            return string.Join(' ', ranges.Append(Context.Text("generator.cost.hint")));
        }
    }

    private string? CostText => (Model.Cost, Chosen) switch
    {
        ({ } cost, { IsCostLogarithmic: true }) => Context.Text("generator.cost.log", Context.Number(cost), Context.Number(1L << cost)),
        ({ } cost, _) => Context.Text("generator.cost.rounds", Context.Number(cost)),
        _ => null,
    };

    private string TookText
    {
        get
        {
            double seconds = Model.Duration.TotalSeconds;
            return Context.Text(
                seconds < LeastSeconds ? "generator.took.less" : "generator.took", Math.Max(seconds, LeastSeconds).ToString("0.00", Context.Culture));
        }
    }

    /// <summary>Why the line is weak and what to take instead.</summary>
    private string? WeakText => Chosen is { IsWeak: true } weak
        ? Context.FindText($"generator.weak.{(weak.IsDigest ? "digest" : weak.Id == "apr1" ? "md5" : weak.Id)}")
        : null;

    private IReadOnlyList<GeneratorSnippet> Snippets => [.. GeneratorSnippets.Of(Model)];

    private string? UnreadText => Model.ChosenAlgorithm switch
    {
        "digest-sha256" => Context.Text("generator.unread.all"),
        "digest-md5" => Context.Text("generator.unread.nginx"),
        "ssha" => Context.Text("generator.unread.apache"),
        _ => null,
    };

    private string? NoteOn(GeneratorSnippet snippet) => (snippet.Id, Model.ChosenAlgorithm) switch
    {
        ("nginx", "bcrypt") => Context.Text("generator.nginx.bcrypt"),
        _ => null,
    };
}
