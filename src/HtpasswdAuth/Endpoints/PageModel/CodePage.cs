namespace HtpasswdAuth;

/// <summary>
/// The form for a code, sent to <see cref="HtpasswdPageLinks.Code"/> with the field <c>code</c>, or <c>recovery_code</c> where
/// <see cref="WithRecoveryCode"/> says so.
/// </summary>
public sealed class CodePage : HtpasswdPage
{
    /// <summary>Gets whether a recovery code is to be typed instead. The page of the other kind is the same address with or without <c>recovery</c> in its query.</summary>
    public required bool WithRecoveryCode { get; init; }

    /// <summary>Gets whether a code was given before, but too long ago for where the user wants to go. Links to this page then keep <c>again</c> in the query.</summary>
    public required bool IsAgain { get; init; }

    /// <summary>Gets how many digits a code has.</summary>
    public required int Digits { get; init; }

    /// <summary>Gets how many seconds a code is shown; <see langword="null"/> for a token with a button.</summary>
    public required int? Period { get; init; }
}
