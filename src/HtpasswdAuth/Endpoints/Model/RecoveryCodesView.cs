namespace HtpasswdAuth;

/// <summary>Recovery codes, shown this once.</summary>
/// <param name="RecoveryCodes">Each good for one sign-in.</param>
internal sealed record RecoveryCodesView(IReadOnlyList<string> RecoveryCodes);
