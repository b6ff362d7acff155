namespace HtpasswdAuth.UI;

/// <summary>The form to sign in.</summary>
public sealed partial class SignInView;
