namespace HtpasswdAuth.UI;

/// <summary>The form to change the password.</summary>
public sealed partial class PasswordView;
