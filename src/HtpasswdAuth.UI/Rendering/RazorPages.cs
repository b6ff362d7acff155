using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace HtpasswdAuth.UI;

/// <summary>Shows each page model by its component.</summary>
internal sealed class RazorPages(PageRenderer renderer, IOptions<HtpasswdUIOptions> options) : IHtpasswdPages
{
    private static readonly Dictionary<Type, Func<HtpasswdPage, RenderFragment>> BuiltIn = new()
    {
        [typeof(AppPasswordsPage)] = PageFragment.Of<AppPasswordsView>,
        [typeof(CodePage)] = PageFragment.Of<CodeView>,
        [typeof(EnrolmentPage)] = PageFragment.Of<EnrolmentView>,
        [typeof(EnrolmentSecretPage)] = PageFragment.Of<EnrolmentSecretView>,
        [typeof(GeneratorPage)] = PageFragment.Of<GeneratorView>,
        [typeof(NoticePage)] = PageFragment.Of<NoticeView>,
        [typeof(OverviewPage)] = PageFragment.Of<OverviewView>,
        [typeof(PasswordChangedPage)] = PageFragment.Of<PasswordChangedView>,
        [typeof(PasswordPage)] = PageFragment.Of<PasswordView>,
        [typeof(RecoveryCodesPage)] = PageFragment.Of<RecoveryCodesView>,
        [typeof(SignInPage)] = PageFragment.Of<SignInView>,
        [typeof(SignOutPage)] = PageFragment.Of<SignOutView>,
        [typeof(SignedOutPage)] = PageFragment.Of<SignedOutView>,
    };

    public Task WriteAsync(HttpContext context, HtpasswdPage page)
    {
        Type type = page.GetType();
        Func<HtpasswdPage, RenderFragment> body = options.Value.Pages.GetValueOrDefault(type) ?? BuiltIn[type];
        string prefix = page.Site.Links.Overview;
        return renderer.WriteAsync(context, new PageContent(page.StatusCode, prefix, texts => PageTitle.Of(page, texts), body(page), page));
    }
}
