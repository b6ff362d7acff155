namespace HtpasswdAuth;

/// <summary>
/// Asks whether to sign out, since a link alone must not do it. Sent to <see cref="HtpasswdPageLinks.SignOut"/>; the field
/// <c>everywhere</c> with the value <c>true</c> ends the user's sessions in all browsers.
/// </summary>
public sealed class SignOutPage : HtpasswdPage;
