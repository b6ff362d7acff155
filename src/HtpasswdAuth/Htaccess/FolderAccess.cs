using Microsoft.AspNetCore.Http;

namespace HtpasswdAuth;

/// <summary>All that decides on one place of the site: the settings that hold there, with their files opened.</summary>
internal sealed class FolderAccess
{
    private static readonly MethodMask Get = MethodMask.Of("GET");

    public required FolderSettings Settings { get; init; }

    /// <summary>Gets by what users prove who they are; <see langword="null"/> where nobody can.</summary>
    public IFolderSignIn? SignIn { get; init; }

    public WatchedGroupFile? Groups { get; init; }

    /// <summary>Gets why nobody can sign in here, for the log; <see langword="null"/> where it is possible.</summary>
    public string? Problem { get; init; }

    /// <summary>
    /// Gets the file that stands for the folder that was asked for, where this is about it: httpd looks at it as if it were asked for by GET.
    /// </summary>
    public string? Index { get; init; }

    /// <summary>
    /// Gets where the path leads in the file system, absolute, up to the first name that is no folder; of a folder with a separator at its
    /// end, if it was asked for with one.
    /// </summary>
    public required string FileName { get; init; }

    /// <summary>Gets what comes after that.</summary>
    public string Behind { get; init; } = "";

    /// <summary>Gets whether there is no such file or folder, so that routing may find something without regard to case.</summary>
    public bool IsVirtual { get; init; }

    /// <summary>Gets whether rules ask more of a request than its method and addresses.</summary>
    public bool AsksForMore => Settings.Environment.Count > 0 || MaySendElsewhere || Settings.Rules?.Rules?.AsksForMore == true;

    /// <summary>Gets whether what is granted may be answered otherwise than by what the path leads to.</summary>
    public bool MaySendElsewhere => Settings.Redirects.Count > 0 || Settings.Rewrite is { HasRules: true };

    /// <summary>Gets whether a folder on the way has its name in another case of letters, so that the path leads to no file.</summary>
    public bool IsMiscased { get; init; }

    /// <summary>Gets whether it is a folder that was asked for without the slash at its end, which is added first.</summary>
    public bool LacksSlash { get; init; }

    private bool HasAuthType => Settings.AuthType is { } type && !type.Equals("None", StringComparison.OrdinalIgnoreCase);

    private HostAccess Hosts => Settings.Hosts ?? HostAccess.Default;

    /// <summary>The request as the place looks at it.</summary>
    public AccessRequest RequestOf(HttpContext context, string? userName, HtgroupFile? groups)
    {
        AccessRequest request = AccessRequests.Of(context, userName, groups);
        request = Index is null ? request : request with { Method = Get };
        return AsksForMore ? WithMore(request, context) : request;
    }

    /// <summary>What can be said before a client is asked for a password.</summary>
    public FolderAnswer Before(in AccessRequest request)
    {
        bool admits = Hosts.Admits(request);
        bool either = Hosts.IsEitherEnough(request.Method);
        if (either ? admits : !admits)
        {
            return either ? FolderAnswer.Granted : FolderAnswer.Forbidden;
        }

        if (Settings.Rules?.Rules is not { } rules)
        {
            // As httpd: what the server's configuration grants holds, but for a folder that takes it back and asks for users.
            return HasAuthType && Settings.Rules is { Mode: MergeMode.Off } ? FolderAnswer.Broken : FolderAnswer.Granted;
        }

        return rules.Evaluate(request) switch
        {
            AccessDecision.Granted => FolderAnswer.Granted,
            AccessDecision.DeniedNoUser => SignIn is not null ? FolderAnswer.NeedsUser : FolderAnswer.Broken,
            _ => FolderAnswer.Forbidden,
        };
    }

    /// <summary>What is said of a user who has signed in.</summary>
    public FolderAnswer After(in AccessRequest request) => Settings.Rules?.Rules?.Evaluate(request) switch
    {
        AccessDecision.Granted => FolderAnswer.Granted,
        AccessDecision.DeniedNoUser => FolderAnswer.NeedsUser,
        _ => Settings.Rules?.SendForbidden == true ? FolderAnswer.Forbidden : FolderAnswer.NeedsUser,
    };

    /// <summary>Variables are those of the path that was asked for, also where another file stands for it.</summary>
    private AccessRequest WithMore(AccessRequest request, HttpContext context)
    {
        request = request with { Facts = new HttpRequestFacts(context) };
        request = request with { Environment = Settings.Environment.Count == 0 ? null : RequestEnvironment.Of(Settings.Environment, request) };
        return Index is null ? request : request with { Facts = new HttpRequestFacts(context, Index) };
    }
}
