namespace HtpasswdAuth.UI;

/// <summary>The beginning of setting up the second factor.</summary>
public sealed partial class EnrolmentView
{
    private string Other =>
        $"{Links.Enrolment}?{HtpasswdPage.ReturnUrlField}={Uri.EscapeDataString(Model.ReturnUrl)}{(Model.WithRecoveryCode ? "" : "&recovery")}";
}
