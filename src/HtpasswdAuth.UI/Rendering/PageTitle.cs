namespace HtpasswdAuth.UI;

/// <summary>What pages are called.</summary>
internal static class PageTitle
{
    /// <summary>The title of the document: what went wrong, what it is, and of what site.</summary>
    public static string Of(HtpasswdPage page, HtpasswdPageContext context)
    {
        string? error = PageError.Of(page, context)?.Title.TrimEnd('.');
        string heading = Heading(page, context);
        string site = context.Options.SiteName ?? page.Site.Realm;
        return string.Join(" – ", ((string?[])[error, heading == error ? null : heading, site]).Where(part => !string.IsNullOrEmpty(part)));
    }

    /// <summary>The heading on the page.</summary>
    public static string Heading(HtpasswdPage page, HtpasswdPageContext context) => page switch
    {
        NoticePage => PageError.Of(page, context)?.Title.TrimEnd('.') ?? context.Text("notice.heading"),
        _ => context.Text(KeyOf(page) + ".heading"),
    };

    private static string KeyOf(HtpasswdPage page) => page switch
    {
        AppPasswordsPage => "apps",
        CodePage { WithRecoveryCode: true } => "recovery-code",
        CodePage => "code",
        EnrolmentPage => "enrol",
        EnrolmentSecretPage => "secret",
        GeneratorPage { Line: not null } => "generator-made",
        GeneratorPage => "generator",
        PasswordChangedPage => "changed",
        PasswordPage { IsForced: true } => "forced",
        PasswordPage => "password",
        RecoveryCodesPage { Codes.Count: > 0 } => "new-codes",
        RecoveryCodesPage => "codes",
        SignInPage => "sign-in",
        SignOutPage => "sign-out",
        SignedOutPage => "signed-out",
        _ => "overview",
    };
}
