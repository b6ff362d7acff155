using Microsoft.AspNetCore.Http;

namespace HtpasswdAuth;

/// <summary>The built-in pages: plain, English, without scripts. They are there for what nobody can do without; the rest has no page here.</summary>
internal sealed class PlainPages : IHtpasswdPages
{
    public static readonly PlainPages Instance = new();

    private PlainPages()
    {
    }

    public Task WriteAsync(HttpContext context, HtpasswdPage page) => page switch
    {
        CodePage code => PlainCodePage.WriteAsync(context, code),
        EnrolmentPage enrolment => PlainEnrolmentPage.WriteAsync(context, enrolment),
        EnrolmentSecretPage secret => PlainEnrolmentSecretPage.WriteAsync(context, secret),
        RecoveryCodesPage codes => PlainRecoveryCodesPage.WriteAsync(context, codes),
        SignOutPage signOut => PlainSignOutPage.WriteAsync(context, signOut),
        SignedOutPage signedOut => PlainSignedOutPage.WriteAsync(context, signedOut),
        NoticePage notice => PlainNoticePage.WriteAsync(context, notice),
        _ => throw new InvalidOperationException($"There is no built-in {page.GetType().Name}: its endpoint is mapped only where the site has pages of its own."),
    };
}
