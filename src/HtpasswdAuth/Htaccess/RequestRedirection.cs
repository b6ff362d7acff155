using Microsoft.AspNetCore.Http;

namespace HtpasswdAuth;

/// <summary>Asks <c>RewriteRule</c> and <c>Redirect</c> about a request, after all that decides on access, as httpd does.</summary>
internal sealed class RequestRedirection : IFileTests
{
    /// <summary>As many as httpd's <c>LimitInternalRecursion</c>.</summary>
    private const int MostRewritings = 10;

    /// <summary>What the request asks for from now on is changed where it goes on with another path.</summary>
    public SentElsewhere Find(HttpContext context, AccessPlan plan)
    {
        var before = context.Items[this] as Rewritten ?? new Rewritten(0, IsEnd: false);
        foreach (FolderAccess place in plan.Places)
        {
            AccessRequest request = place.RequestOf(context, userName: null, groups: null);
            SentElsewhere? sent = (before.IsEnd ? null : Rewrite(context, place, request, before)) ?? Redirect(place, request);
            if (sent is not null)
            {
                return sent.Value;
            }
        }

        return default;
    }

    bool IFileTests.IsFile(string path) => File.Exists(path);

    bool IFileTests.IsFolder(string path) => Directory.Exists(path);

    private SentElsewhere? Rewrite(HttpContext context, FolderAccess place, AccessRequest request, Rewritten before)
    {
        if (place.Settings.Rewrite is not { HasRules: true } settings)
        {
            return null;
        }

        if (place.Settings.Links is { Rights: LinkRights.None })
        {
            // As httpd: where links are not followed rules are forbidden.
            return new(StatusCodes.Status403Forbidden, null);
        }

        RewriteOutcome outcome = Run(ignoresCase: false);
        if (place.IsVirtual && outcome == default && Run(ignoresCase: true) is var other && other != default)
        {
            // Routing would find the endpoint of another spelling, which rules are about.
            return new(other.Status is >= 400 ? other.Status : StatusCodes.Status404NotFound, null);
        }

        if (place.IsMiscased && outcome != default && outcome.Status is not >= 400)
        {
            return new(StatusCodes.Status404NotFound, null);
        }

        if (place.LacksSlash && outcome.Status is not >= 400)
        {
            return null;
        }

        return outcome.Path is null ? outcome.Status is { } status ? new(status, null) : null
            : outcome.Status is { } redirected ? new(redirected, Address(outcome, request.Facts!.Query))
            : GoOn(context, outcome, before);

        RewriteOutcome Run(bool ignoresCase)
        {
            var state = new RewriteState(request, place.FileName, place.Behind)
            {
                IsRewritten = before.Count > 0,
                IsIndex = place.Index is not null,
                IgnoresCase = ignoresCase,
            };
            return new RewriteEvaluation(settings, state, this).Run();
        }
    }

    private static string Address(RewriteOutcome outcome, string query)
    {
        string sent = outcome.Query ?? query;
        string path = string.Concat(outcome.Path!.Select(Escaped));
        return sent.Length == 0 ? path : $"{path}?{string.Concat(sent.Select(Escaped))}";
    }

    private static string Escaped(char character) => character is > ' ' and <= '~' and not ('"' or '<' or '>' or '\\')
        ? character.ToString()
        : Uri.EscapeDataString(character.ToString());

    private SentElsewhere GoOn(HttpContext context, RewriteOutcome outcome, Rewritten before)
    {
        if (before.Count == MostRewritings || !outcome.Path!.StartsWith('/')
            || !new PathString(outcome.Path).StartsWithSegments(context.Request.PathBase, out PathString path))
        {
            return new(before.Count == MostRewritings ? StatusCodes.Status500InternalServerError : StatusCodes.Status404NotFound, null);
        }

        context.Items[this] = new Rewritten(before.Count + 1, outcome.IsEnd);
        context.Request.Path = path;
        context.Request.QueryString = outcome.Query is { Length: > 0 } query ? new QueryString("?" + query) : context.Request.QueryString;

        // The endpoint that was found is that of the other path.
        context.SetEndpoint(null);
        return new(null, outcome.Path);
    }

    private static SentElsewhere? Redirect(FolderAccess place, AccessRequest request) =>
        Redirect(place.Settings.Redirects, request, ignoreCase: false)
        ?? (place.IsVirtual && Redirect(place.Settings.Redirects, request, ignoreCase: true) is { } other
            ? new(other.Status is >= 400 ? other.Status : StatusCodes.Status404NotFound, null)
            : null);

    private static SentElsewhere? Redirect(IEnumerable<RedirectRule> rules, AccessRequest request, bool ignoreCase)
    {
        foreach (RedirectRule rule in rules)
        {
            switch (rule.Find(request.Facts!.Path, ignoreCase, out string location))
            {
                case PatternAnswer.TooLong:
                    return new(StatusCodes.Status403Forbidden, null);
                case PatternAnswer.Matches:
                    return new(rule.Status, location + (location.Length > 0 && request.Facts.Query.Length > 0 ? "?" + request.Facts.Query : ""));
            }
        }

        return null;
    }

    private sealed record Rewritten(int Count, bool IsEnd);
}

/// <summary>Where a request is sent that all places let through.</summary>
/// <param name="Status">What is answered; <see langword="null"/> where the request goes on.</param>
/// <param name="Target">Where a redirection leads to, or the path that the request goes on with.</param>
internal readonly record struct SentElsewhere(int? Status, string? Target);
