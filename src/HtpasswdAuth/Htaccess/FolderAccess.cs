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

    /// <summary>Gets whether this is the file that stands for the folder that was asked for: httpd looks at it as if it were asked for by GET.</summary>
    public bool IsIndex { get; init; }

    private HostAccess Hosts => Settings.Hosts ?? HostAccess.Default;

    private bool HasAuthType => Settings.AuthType is not null && !Settings.AuthType.Equals("None", StringComparison.OrdinalIgnoreCase);

    /// <summary>What can be said before anybody is asked for a password.</summary>
    public FolderAnswer Before(AccessRequest request)
    {
        request = IsIndex ? request with { Method = Get } : request;
        bool admits = Hosts.Admits(request);
        bool either = Hosts.IsEitherEnough(request.Method);
        if (either ? admits : !admits)
        {
            return either ? FolderAnswer.Granted : FolderAnswer.Forbidden;
        }

        if (Settings.Rules?.Rules is not { } rules)
        {
            return HasAuthType ? FolderAnswer.Broken : FolderAnswer.Granted;
        }

        return rules.Evaluate(request) switch
        {
            AccessDecision.Granted => FolderAnswer.Granted,
            AccessDecision.DeniedNoUser => SignIn is not null ? FolderAnswer.NeedsUser : FolderAnswer.Broken,
            _ => FolderAnswer.Forbidden,
        };
    }

    /// <summary>What is said of somebody who has signed in.</summary>
    public FolderAnswer After(AccessRequest request)
    {
        request = IsIndex ? request with { Method = Get } : request;
        return Settings.Rules?.Rules?.Evaluate(request) switch
        {
            AccessDecision.Granted => FolderAnswer.Granted,
            AccessDecision.DeniedNoUser => FolderAnswer.NeedsUser,
            _ => Settings.Rules?.SendForbidden == true ? FolderAnswer.Forbidden : FolderAnswer.NeedsUser,
        };
    }
}
