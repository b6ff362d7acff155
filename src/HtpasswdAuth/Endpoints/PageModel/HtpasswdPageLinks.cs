namespace HtpasswdAuth;

/// <summary>The addresses of a scheme's pages, each a path with the path base, to be encoded for HTML and nothing else.</summary>
/// <param name="prefix">The path that all of them lie below, with the path base and without a slash at its end.</param>
public sealed class HtpasswdPageLinks(string prefix)
{
    /// <summary>Gets the address of <see cref="OverviewPage"/>.</summary>
    public string Overview { get; } = prefix;

    /// <summary>Gets the address of <see cref="SignInPage"/>.</summary>
    public string SignIn { get; } = prefix + "/sign-in";

    /// <summary>Gets the address of <see cref="SignOutPage"/>.</summary>
    public string SignOut { get; } = prefix + "/sign-out";

    /// <summary>Gets the address of <see cref="PasswordPage"/>.</summary>
    public string Password { get; } = prefix + "/password";

    /// <summary>Gets the address of <see cref="CodePage"/>.</summary>
    public string Code { get; } = prefix + "/second-factor";

    /// <summary>Gets the address of <see cref="EnrolmentPage"/>.</summary>
    public string Enrolment { get; } = prefix + "/second-factor/enrolment";

    /// <summary>Gets the address that <see cref="EnrolmentSecretPage"/> sends its form to.</summary>
    public string EnrolmentConfirmation { get; } = prefix + "/second-factor/enrolment/confirm";

    /// <summary>Gets the address that takes the second factor back: a form with a code.</summary>
    public string EnrolmentRemoval { get; } = prefix + "/second-factor/enrolment/remove";

    /// <summary>Gets the address of <see cref="RecoveryCodesPage"/>; a form without further fields makes new ones.</summary>
    public string RecoveryCodes { get; } = prefix + "/recovery-codes";

    /// <summary>Gets the address that sends the codes of a form's fields <c>codes</c> back as a text to keep.</summary>
    public string RecoveryCodesDownload { get; } = prefix + "/recovery-codes/download";

    /// <summary>Gets the address of <see cref="AppPasswordsPage"/>; the form there makes a new one.</summary>
    public string AppPasswords { get; } = prefix + "/app-passwords";

    /// <summary>Gets the address that removes an app password: a form without further fields.</summary>
    /// <param name="id">The app password's id.</param>
    public string AppPasswordRemoval(string id) => $"{AppPasswords}/{Uri.EscapeDataString(id)}/remove";
}
