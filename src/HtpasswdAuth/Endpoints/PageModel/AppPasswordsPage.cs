namespace HtpasswdAuth;

/// <summary>
/// The user's app passwords, and the form to make one, sent to <see cref="HtpasswdPageLinks.AppPasswords"/> with the fields <c>name</c>,
/// <c>paths</c> (one path a line, may be empty), <c>methods</c> (may be repeated or missing) and <c>days</c> (may be empty).
/// </summary>
public sealed class AppPasswordsPage : HtpasswdPage
{
    /// <summary>Gets the user's app passwords, oldest first.</summary>
    public required IReadOnlyList<HtpasswdAppPassword> AppPasswords { get; init; }

    /// <summary>Gets the password of the one that was made just now, shown this once; <see langword="null"/> otherwise.</summary>
    public string? NewPassword { get; init; }

    /// <summary>Gets the name to sign in with beside <see cref="NewPassword"/>.</summary>
    public string? NewName { get; init; }

    /// <summary>Gets whether the site cannot save any change: the list is shown without forms then, and <see cref="HtpasswdPage.Error"/> says whom to ask.</summary>
    public bool IsReadOnly { get; init; }

    /// <summary>Gets what was typed into the form that was refused; <see langword="null"/> where none was.</summary>
    public HtpasswdAppPasswordForm? Typed { get; init; }
}
