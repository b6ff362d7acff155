namespace HtpasswdAuth.UI;

/// <summary>Asks whether to sign out.</summary>
public sealed partial class SignOutView;
