namespace HtpasswdAuth.UI;

/// <summary>New recovery codes, or the offer to make some.</summary>
public sealed partial class RecoveryCodesView;
