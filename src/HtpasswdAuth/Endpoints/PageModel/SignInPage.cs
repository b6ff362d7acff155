namespace HtpasswdAuth;

/// <summary>The form to sign in, sent to <see cref="HtpasswdPageLinks.SignIn"/> with the fields <c>userName</c> and <c>password</c>.</summary>
public sealed class SignInPage : HtpasswdPage
{
    /// <summary>Gets the name that was typed before.</summary>
    public string? TypedName { get; init; }
}
