namespace HtpasswdAuth;

/// <summary>Says that the password was changed, and leads on to <see cref="HtpasswdPage.ReturnUrl"/>.</summary>
public sealed class PasswordChangedPage : HtpasswdPage
{
    /// <summary>Gets whether the browser sends the old password once more and will then ask for the new one.</summary>
    public required bool BrowserWillAsk { get; init; }
}
