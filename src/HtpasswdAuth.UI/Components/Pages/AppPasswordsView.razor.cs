namespace HtpasswdAuth.UI;

/// <summary>The list of app passwords, the form to make one, and the one that was made just now.</summary>
public sealed partial class AppPasswordsView;
