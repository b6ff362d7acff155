namespace HtpasswdAuth;

/// <summary>Asks the rules of one place about a request, as <c>mod_rewrite</c> does in a folder.</summary>
internal sealed class RewriteEvaluation(RewriteSettings settings, RewriteState state, IFileTests files)
{
    private const int Undecided = 500;

    public RewriteOutcome Run()
    {
        if (SubjectOf(state.WholePath) is not { } subject)
        {
            return default;
        }

        // What comes behind a file is no part of where a rule may lead again.
        string original = SubjectOf(state.FileName) ?? subject;
        var outcome = default(RewriteOutcome);
        foreach (RewriteRule rule in settings.Rules)
        {
            bool? applies = rule.IsForRequestsAlone && state.IsIndex ? false : Applies(rule, subject);
            if (applies == false)
            {
                continue;
            }

            if (applies is null || rule.Status is < 300 or >= 400)
            {
                return new RewriteOutcome(applies is null ? Undecided : rule.Status);
            }

            if (rule.Target is { } target)
            {
                if (target.Of(state) is not { } text)
                {
                    return new RewriteOutcome(Undecided);
                }

                outcome = Become(rule, text, outcome);
                subject = outcome.Path!;
            }

            if (rule.IsLast)
            {
                outcome = outcome with { IsEnd = rule.IsEnd };
                break;
            }
        }

        return outcome.Status is null && outcome.Path is { } path && path == original ? default : Finish(outcome, original);
    }

    /// <summary>What is behind the folder of the rules; <see langword="null"/> for the folder itself without its slash, which is only redirected.</summary>
    private string? SubjectOf(string path)
    {
        string folder = settings.Folder + Path.DirectorySeparatorChar;
        return path.StartsWith(folder, StringComparison.Ordinal)
            ? path[folder.Length..].Replace(Path.DirectorySeparatorChar, '/')
            : null;
    }

    private bool? Applies(RewriteRule rule, string subject)
    {
        PatternAnswer answer = Folded(rule.Pattern).Find(subject, out string[] groups);
        if (answer == PatternAnswer.TooLong)
        {
            return null;
        }

        state.RuleGroups = rule.IsNegated ? [] : groups;
        state.ConditionGroups = [];
        return (answer == PatternAnswer.Matches) == rule.IsNegated ? false : Hold(rule.Conditions);
    }

    /// <summary>One of each row of conditions with OR between them must hold; a row that ends with OR does, as in httpd.</summary>
    private bool? Hold(IReadOnlyList<RewriteCondition> conditions)
    {
        bool? all = true;
        bool? row = false;
        foreach (RewriteCondition condition in conditions)
        {
            row = row == true ? true : row | Holds(condition);
            if (!condition.IsOr)
            {
                all &= row;
                row = false;
            }
        }

        return all;
    }

    private bool? Holds(RewriteCondition condition)
    {
        if (condition.Subject.Of(state) is not { } subject)
        {
            return null;
        }

        bool? holds = condition.Test switch
        {
            RewriteTest.Matches matches => Matches(matches.Pattern, subject, keep: !condition.IsNegated),
            RewriteTest.Equal equal =>
                subject.Equals(equal.Text, equal.IgnoreCase ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal),
            RewriteTest.IsFile => files.IsFile(subject),
            _ => files.IsFolder(subject),
        };
        return condition.IsNegated ? !holds : holds;
    }

    private bool? Matches(AccessPattern pattern, string subject, bool keep)
    {
        PatternAnswer answer = Folded(pattern).Find(subject, out string[] groups);
        state.ConditionGroups = keep && answer == PatternAnswer.Matches ? groups : state.ConditionGroups;
        return answer == PatternAnswer.TooLong ? null : answer == PatternAnswer.Matches;
    }

    private AccessPattern Folded(AccessPattern pattern) => state.IgnoresCase ? pattern.Folded : pattern;

    private RewriteOutcome Become(RewriteRule rule, string text, RewriteOutcome before)
    {
        int question = text.IndexOf('?', StringComparison.Ordinal);
        string? query = question < 0 ? before.Query : text[(question + 1)..];
        bool appends = question >= 0 && rule.AppendsQuery && state.Facts.Query.Length > 0;
        string path = question < 0 ? text : text[..question];
        return new RewriteOutcome(
            rule.Status ?? (IsAbsolute(path) ? 302 : before.Status), path, appends ? $"{query}&{state.Facts.Query}" : query);
    }

    /// <summary>A path that has no slash before it begins at the folder, or where <c>RewriteBase</c> says.</summary>
    private RewriteOutcome Finish(RewriteOutcome outcome, string original)
    {
        if (outcome.Path is not { } path || path.StartsWith('/') || IsAbsolute(path))
        {
            return outcome;
        }

        string requested = state.Facts.Path;
        string begin = settings.Base ?? (requested.EndsWith(original, StringComparison.Ordinal) ? requested[..^original.Length] : "/");
        return outcome with { Path = begin.TrimEnd('/') + "/" + path };
    }

    private static bool IsAbsolute(string path) =>
        path.StartsWith("http://", StringComparison.OrdinalIgnoreCase) || path.StartsWith("https://", StringComparison.OrdinalIgnoreCase);
}
