namespace HtpasswdAuth;

/// <summary>Recovery codes: new ones shown this once, or the offer to make new ones.</summary>
public sealed class RecoveryCodesPage : HtpasswdPage
{
    /// <summary>Gets the new codes, in the form that people type; empty on the page that offers to make some.</summary>
    public IReadOnlyList<string> Codes { get; init; } = [];

    /// <summary>Gets how many codes are left that were made before, where none were made now.</summary>
    public int Left { get; init; }
}
