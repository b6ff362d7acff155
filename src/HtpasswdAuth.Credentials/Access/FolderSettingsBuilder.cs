namespace HtpasswdAuth;

/// <summary>Collects what the directives of one place say.</summary>
internal sealed class FolderSettingsBuilder
{
    private readonly List<(MethodMask Methods, HostOrder Order)> _orders = [];
    private readonly List<(MethodMask Methods, bool Any)> _satisfies = [];
    private readonly List<AccessRule> _allows = [];
    private readonly List<AccessRule> _denies = [];
    private bool? _sendForbidden;
    private MergeMode _mode;
    private bool _hasHosts;

    public string? AuthType { get; set; }

    public string? AuthName { get; set; }

    public string? UserFile { get; set; }

    public string? GroupFile { get; set; }

    public string? DigestDomain { get; set; }

    public TimeSpan? DigestNonceLifetime { get; set; }

    public LinkOptions? Links { get; set; }

    public List<string>? Indexes { get; set; }

    public RewriteBuilder Rewrite { get; } = new();

    public List<EnvironmentSetting> Environment { get; } = [];

    public List<RedirectRule> Redirects { get; } = [];

    /// <summary>Gets the <c>Require</c> directives outside of containers, one of which is enough.</summary>
    public List<AccessRule> Rules { get; } = [];

    public void Merge(MergeMode mode) => _mode = mode;

    public void SendForbidden(bool value) => _sendForbidden = value;

    public void Order(MethodMask methods, HostOrder order)
    {
        _hasHosts = true;
        _orders.Add((methods, order));
    }

    public void Satisfy(MethodMask methods, bool any)
    {
        _hasHosts = true;
        _satisfies.Add((methods, any));
    }

    public void Host(bool allow, AccessRule rule)
    {
        _hasHosts = true;
        (allow ? _allows : _denies).Add(rule);
    }

    public FolderSettings Build()
    {
        bool hasRules = Rules.Count > 0 || _mode != MergeMode.Unset || _sendForbidden is not null;
        ContainerRule? rules = Rules.Count == 0 ? null : ContainerRule.Of(all: false, negated: false, Rules);
        return new FolderSettings
        {
            AuthType = AuthType,
            AuthName = AuthName,
            UserFile = UserFile,
            GroupFile = GroupFile,
            DigestDomain = DigestDomain,
            DigestNonceLifetime = DigestNonceLifetime,
            Rules = hasRules ? new RuleSettings(_mode, rules, _sendForbidden) : null,
            Environment = [.. Environment],
            Redirects = [.. Redirects],
            Rewrite = Rewrite.Build(),
            Links = Links,
            Indexes = Indexes,
            Hosts = _hasHosts ? new HostAccess(_orders, _satisfies, _allows, _denies) : null,
        };
    }
}
