namespace HtpasswdAuth.UI;

/// <summary>Says that the session is over.</summary>
public sealed partial class SignedOutView;
