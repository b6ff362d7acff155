namespace HtpasswdAuth.Browser.Tests;

/// <summary>What people do with the sign-in form.</summary>
public sealed class SignInFlowTests(Chromium chromium)
{
    /// <summary>What somebody sends who wants people to land elsewhere, each as it stands in the query.</summary>
    public static TheoryData<string> Elsewhere =>
    [
        "https://evil.example/", "//evil.example/", "/%5Cevil.example/", "/%09/evil.example/", "%5C%5Cevil.example", "https:evil.example", "/%2F%2Fevil.example", "/..//evil.example",
        "javascript:document.title=1", "data:text/html,x", "%20//evil.example", "/%252fevil.example", "/account/sign-in", "/account/sign-out",
    ];

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Sign_in_second_factor_and_sign_out(bool withScript)
    {
        await using AccountSite site = await AccountSite.StartWithFormAsync(SecondFactorMode.WhenEnrolled);
        await using Visitor alice = await Visitor.OpenAsync(chromium, site, withScript: withScript);
        await alice.GoAsync("/inner?a=b");
        await alice.SignInAsync("alice", "wrong");
        await alice.SignInAsync("alice");
        await alice.AssertHeadingAsync("Authentication code");

        // The password alone opens nothing.
        await alice.GoAsync("/");
        await alice.AssertHeadingAsync("Authentication code");
        await alice.GoAsync("/inner?a=b");
        await alice.GiveCodeAsync(site.Code);
        Assert.Equal("/inner?a=b", alice.Path);
        await alice.AssertHeadingAsync("Inner");

        await alice.GoAsync("/account/sign-out");
        await alice.SendAsync("Sign out");
        await alice.AssertPageAsync("signed-out-form", "You are signed out", focus: null);
        await alice.FollowAsync("Sign in again");
        await alice.AssertHeadingAsync("Sign in");
    }

    [Theory]
    [InlineData("/inner")]
    [InlineData("/account")]
    public async Task Back_button_shows_nothing_after_signing_out(string path)
    {
        await using AccountSite site = await AccountSite.StartWithFormAsync();
        await using Visitor alice = await Visitor.OpenAsync(chromium, site);
        await alice.GoAsync(path);
        await alice.SignInAsync("alice");
        await alice.AssertHeadingAsync(path == "/inner" ? "Inner" : "Your account");
        await alice.GoAsync("/account/sign-out");
        await alice.SendAsync("Sign out");

        await alice.Page.GoBackAsync();
        await alice.AssertHeadingAsync("Sign in");
        await alice.Page.GoBackAsync();
        await alice.AssertHeadingAsync("Sign in");
    }

    [Theory]
    [MemberData(nameof(Elsewhere))]
    public async Task Nobody_is_led_elsewhere_after_signing_in(string returnUrl)
    {
        await using AccountSite site = await AccountSite.StartWithFormAsync();
        await using Visitor alice = await Visitor.OpenAsync(chromium, site);
        await alice.GoAsync("/account/sign-in?returnUrl=" + returnUrl);

        await alice.SignInAsync("alice");

        Assert.Equal(site.Url + "/", alice.Page.Url);
        await alice.AssertHeadingAsync("Home");
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example/")]
    [InlineData("/\\evil.example/")]
    public async Task Nobody_is_led_elsewhere_by_a_form_that_was_tampered_with(string returnUrl)
    {
        await using AccountSite site = await AccountSite.StartWithFormAsync();
        await using Visitor alice = await Visitor.OpenAsync(chromium, site);
        await alice.GoAsync("/inner");
        await alice.Page.Locator("[name=returnUrl]").EvaluateAsync("(field, url) => field.value = url", returnUrl);

        await alice.SignInAsync("alice");

        Assert.Equal(site.Url + "/", alice.Page.Url);
    }
}
