namespace HtpasswdAuth.Tool;

/// <summary>What one section says of access, or what all sections of a path say together. What is <see langword="null"/> is not said.</summary>
internal sealed record AccessSettings
{
    public static readonly AccessSettings None = new();

    /// <summary>Gets where the rule comes from.</summary>
    public ConfigNode? Source { get; init; }

    /// <summary>Gets <c>basic</c>, <c>digest</c>, <c>none</c>, or what is not known here.</summary>
    public string? AuthType { get; init; }

    public string? Realm { get; init; }

    public string? UserFile { get; init; }

    public string? GroupFile { get; init; }

    public RuleNode? Require { get; init; }

    public string? Merging { get; init; }

    /// <summary>Gets the rule of the hosts, as <c>Order</c>, <c>Allow</c> and <c>Deny</c> say it.</summary>
    public RuleNode? Hosts { get; init; }

    /// <summary>Gets whether the rule of the hosts or a password is enough.</summary>
    public bool? IsAnyEnough { get; init; }

    /// <summary>Gets whether Basic is checked against a digest file.</summary>
    public bool? IsBasicOverDigest { get; init; }

    public string? Domain { get; init; }

    /// <summary>Gets how long a nonce is good, as a <see cref="TimeSpan"/> is written.</summary>
    public string? NonceLifetime { get; init; }

    /// <summary>These settings with those of a section within, as httpd merges them.</summary>
    public AccessSettings With(AccessSettings inner)
    {
        // Of the older directives a section has all or none.
        bool hosts = inner.Hosts is not null || inner.IsAnyEnough is not null;
        return new AccessSettings
        {
            Source = inner.Source ?? Source,
            AuthType = inner.AuthType ?? AuthType,
            Realm = inner.Realm ?? Realm,
            UserFile = inner.UserFile ?? UserFile,
            GroupFile = inner.GroupFile ?? GroupFile,
            Require = Merge(inner),
            Hosts = hosts ? inner.Hosts : Hosts,
            IsAnyEnough = hosts ? inner.IsAnyEnough : IsAnyEnough,
            IsBasicOverDigest = inner.IsBasicOverDigest ?? IsBasicOverDigest,
            Domain = inner.Domain ?? Domain,
            NonceLifetime = inner.NonceLifetime ?? NonceLifetime,
        };
    }

    /// <summary>Who is let in, by all of it.</summary>
    public RuleNode Rule
    {
        get
        {
            bool asks = AuthType is not null and not "none";

            // httpd answers 500 where a scheme is named and no rule.
            RuleNode users = Require ?? (asks ? RuleNode.Unsupported : RuleNode.Granted);
            bool isAny = IsAnyEnough == true && Hosts is not null && users.AsksForUser;
            return isAny ? RuleNode.Any(Hosts!, users) : RuleNode.All(Hosts ?? RuleNode.Granted, users);
        }
    }

    private RuleNode? Merge(AccessSettings inner) => (inner.Merging, Require, inner.Require) switch
    {
        (_, _, null) => Require,
        ("and", { } outer, { } own) => RuleNode.All(outer, own),
        ("or", { } outer, { } own) => RuleNode.Any(outer, own),
        (_, _, { } own) => own,
    };
}
