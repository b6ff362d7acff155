namespace HtpasswdAuth.UI;

/// <summary>Says that the password was changed.</summary>
public sealed partial class PasswordChangedView;
