namespace HtpasswdAuth;

/// <summary>Says that the session is over.</summary>
public sealed class SignedOutPage : HtpasswdPage
{
    /// <summary>Gets whether the browser still knows the password, from its own prompt, and sends it with the next request.</summary>
    public required bool BrowserKeepsPassword { get; init; }
}
