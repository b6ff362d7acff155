using Microsoft.AspNetCore.Http;

namespace HtpasswdAuth;

/// <summary>Shows recovery codes, this once.</summary>
internal static class PlainRecoveryCodesPage
{
    public static Task WriteAsync(HttpContext context, RecoveryCodesPage page) =>
        HtmlPage.WriteAsync(context, page.StatusCode, "Your recovery codes", body =>
        {
            body.Element("h1", "Your recovery codes");
            body.Element("p", whose => whose.Text("Of ").Element("strong", page.UserName ?? "").Text($" for {page.Site.Realm}."));
            body.Element("p", "Without the phone, each of these is good for one sign-in. Print them or write them down, and keep them where you keep important papers: they are shown only now. Codes you had before are void.");
            body.Element("ol", list =>
            {
                list.Attribute("class", "codes");
                foreach (string code in page.Codes)
                {
                    list.Element("li", item => item.Element("code", code));
                }
            });
            body.Element("p", go => go.Element("a", link => link.Attribute("class", "button").Attribute("href", page.ReturnUrl).Text("I have saved them")));
        });
}
