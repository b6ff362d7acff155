namespace HtpasswdAuth;

/// <summary>What a rule says of a request; the four answers of httpd's <c>mod_authz_core</c>.</summary>
internal enum AccessDecision
{
    /// <summary>Nothing: it neither lets the request through nor refuses it. As the last word it refuses.</summary>
    Neutral = 0,

    Granted,

    Denied,

    /// <summary>Refused for now, and a user may change that.</summary>
    DeniedNoUser,
}
