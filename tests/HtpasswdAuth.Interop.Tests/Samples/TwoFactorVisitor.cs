using System.Text.RegularExpressions;

namespace HtpasswdAuth.Interop.Tests;

/// <summary>A user of the TwoFactorSite sample at a browser without JavaScript.</summary>
internal sealed partial class TwoFactorVisitor(string user, string password) : IDisposable
{
    public const string Cashbox = "/cashbox";

    public CurlBrowser Browser { get; } = new($"{user}:{password}");

    public static TwoFactorVisitor Grace() => new("grace", "forfarshire-1838");

    public static TwoFactorVisitor Ida() => new("ida", "limerock-1858");

    /// <summary>Goes to a page that wants the second factor, and on to the form that the site sends it to.</summary>
    public CurlAnswer BeSentToForm(SampleSite site, string expectedPath)
    {
        CurlAnswer sent = Browser.Navigate(site.Url + Cashbox);
        Assert.Equal(302, sent.Status);
        Assert.Equal($"{expectedPath}?returnUrl=%2Fcashbox", sent.Header("Location"));
        CurlAnswer form = Browser.Navigate(site.Url + sent.Header("Location"));
        Assert.Equal(200, form.Status);
        return form;
    }

    public CurlAnswer GiveCode(SampleSite site, string code) => Give(site, "code", code);

    public CurlAnswer GiveRecoveryCode(SampleSite site, string code) => Give(site, "recovery_code", code);

    /// <summary>Gives a code and gets in.</summary>
    public void Enter(SampleSite site, string code)
    {
        CurlAnswer accepted = GiveCode(site, code);
        Assert.Equal(303, accepted.Status);
        Assert.Equal(Cashbox, accepted.Header("Location"));
        Assert.True(IsIn(site));
    }

    /// <summary>Whether the page opens that wants the second factor.</summary>
    public bool IsIn(SampleSite site)
    {
        CurlAnswer page = Browser.Navigate(site.Url + Cashbox);
        return page.Status == 200 && CodeGiven().IsMatch(page.Body);
    }

    public void Dispose() => Browser.Dispose();

    [GeneratedRegex(@"and gave the code at \d\d:\d\d<")]
    private static partial Regex CodeGiven();

    private CurlAnswer Give(SampleSite site, string field, string code)
    {
        const string Form = "/account/second-factor";
        return Browser.Submit(site.Url + Form, BeSentToForm(site, Form), (field, code));
    }
}
