using System.Globalization;

namespace HtpasswdAuth.UI;

/// <summary>The form to change the password.</summary>
public sealed partial class PasswordView
{
    // No upper bound: password managers that read it as one for what they make would make less.
    private string Rules => string.Create(CultureInfo.InvariantCulture, $"minlength: {Model.MinLength}; allowed: unicode;");

    private string Other =>
        $"{Links.Password}?{HtpasswdPage.ReturnUrlField}={Uri.EscapeDataString(Model.ReturnUrl)}{(Model.WithRecoveryCode ? "" : "&recovery")}";
}
