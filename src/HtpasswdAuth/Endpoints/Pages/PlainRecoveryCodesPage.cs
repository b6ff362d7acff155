using Microsoft.AspNetCore.Http;

namespace HtpasswdAuth;

/// <summary>Shows recovery codes, this once.</summary>
internal static class PlainRecoveryCodesPage
{
    public static Task WriteAsync(AccountRequest request, IReadOnlyList<string> codes, string returnUrl) =>
        HtmlPage.WriteAsync(request.Context, StatusCodes.Status200OK, "Your recovery codes", body =>
        {
            body.Element("h1", "Your recovery codes");
            body.Element("p", whose => whose.Text("Of ").Element("strong", request.User.Name).Text($" for {request.Factor.Site.Realm}."));
            body.Element("p", "Without the phone, each of these is good for one sign-in. Print them or write them down, and keep them where you keep important papers: they are shown only now. Codes you had before are void.");
            body.Element("ol", list =>
            {
                list.Attribute("class", "codes");
                foreach (string code in codes)
                {
                    list.Element("li", item => item.Element("code", code));
                }
            });
            body.Element("p", go => go.Element("a", link => link.Attribute("class", "button").Attribute("href", returnUrl).Text("I have saved them")));
        });
}
