namespace HtpasswdAuth.UI;

/// <summary>The form for a code of the app, or for a recovery code.</summary>
public sealed partial class CodeView
{
    private string Hint => Model.Period is { } period
        ? Context.Text("code.hint.time", Model.Digits, period)
        : Context.Text("code.hint.button", Model.Digits);

    private string Other =>
        $"{Links.Code}?{HtpasswdPage.ReturnUrlField}={Uri.EscapeDataString(Model.ReturnUrl)}{(Model.IsAgain ? "&again" : "")}{(Model.WithRecoveryCode ? "" : "&recovery")}";
}
