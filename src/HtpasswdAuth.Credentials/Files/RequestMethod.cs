namespace HtpasswdAuth;

/// <summary>How names of methods are compared wherever a rule asks for one.</summary>
internal static class RequestMethod
{
    /// <summary>As routing compares them: what reaches an endpoint must not pass by the rule about its method.</summary>
    public static readonly StringComparer Comparer = StringComparer.OrdinalIgnoreCase;
}
