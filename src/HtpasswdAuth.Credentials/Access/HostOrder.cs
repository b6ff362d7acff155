namespace HtpasswdAuth;

/// <summary><c>Order</c>; <c>Mutual-failure</c> means what <c>Allow,Deny</c> means.</summary>
internal enum HostOrder
{
    /// <summary>Who is not denied is admitted, and who is allowed is as well.</summary>
    DenyAllow = 0,

    /// <summary>Who is allowed and not denied is admitted.</summary>
    AllowDeny,
}
