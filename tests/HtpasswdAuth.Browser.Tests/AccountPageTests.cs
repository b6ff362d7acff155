using Microsoft.Playwright;

namespace HtpasswdAuth.Browser.Tests;

public sealed class AccountPageTests(Chromium chromium)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Overview_shows_what_there_is_without_a_second_factor(bool withScript)
    {
        await using AccountSite site = await AccountSite.StartAsync();
        await using Visitor bob = await Visitor.OpenAsync(chromium, site, "bob", withScript);

        await bob.GoAsync("/account");

        await bob.AssertPageAsync("overview-plain", "Your account", focus: null);
        Assert.Equal(["Password", "This session"], await bob.Page.Locator("h2").AllInnerTextsAsync());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Overview_shows_what_there_is_with_one_and_lets_it_be_turned_off(bool withScript)
    {
        await using AccountSite site = await AccountSite.StartAsync(SecondFactorMode.WhenEnrolled);
        await using Visitor alice = await Visitor.OpenAsync(chromium, site, "alice", withScript);
        await alice.GoAsync("/account");
        await alice.AssertPageAsync("overview-before-code", "Your account", focus: null);
        await alice.GoAsync("/");
        await alice.GiveCodeAsync(site.Code);

        await alice.GoAsync("/account");
        await alice.AssertPageAsync("overview", "Your account", focus: null);
        await alice.Page.Locator("summary").ClickAsync();
        await alice.GiveCodeAsync(site.WrongCode, "Turn off the second factor");
        await alice.AssertPageAsync("overview-removal-wrong", "Your account", focus: "error", error: "That code is not right", status: 422);
        await alice.AssertWrongAsync("code");
        site.Time.Advance(TimeSpan.FromSeconds(1));
        await alice.GiveCodeAsync(site.NextCode(), "Turn off the second factor");
        await alice.AssertPageAsync("overview-after-removal", "Your account", focus: null);
        await Assertions.Expect(alice.Page.GetByRole(AriaRole.Link, new() { Name = "Set up" })).ToBeVisibleAsync();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Signing_out_is_asked_for_and_said(bool withScript)
    {
        await using AccountSite site = await AccountSite.StartAsync(SecondFactorMode.Required);
        await using Visitor alice = await Visitor.OpenAsync(chromium, site, "alice", withScript);
        await alice.GoAsync("/account/sign-out");

        await alice.AssertPageAsync("sign-out", "Sign out?", focus: null);
        await alice.SendAsync("Sign out");
        await alice.AssertPageAsync("signed-out", "You are signed out", focus: null);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task App_passwords_are_made_shown_once_and_removed(bool withScript)
    {
        await using AccountSite site = await AccountSite.StartAsync(SecondFactorMode.Required);
        await using Visitor alice = await SignedInAsync(site, withScript);
        await GiveAnotherCodeAsync(alice, site);

        await alice.GoAsync("/account/app-passwords");
        await alice.AssertPageAsync("apps-empty", "App passwords", focus: null);
        await alice.FillAsync("name", "calendar on my phone");
        await alice.FillAsync("days", "0");
        await alice.SendAsync("Make app password");
        await alice.AssertPageAsync("apps-refused", "App passwords", focus: "error", error: "The app password was not made", status: 422);
        await alice.AssertWrongAsync("days");

        await alice.FillAsync("days", "30");
        await alice.Page.Locator("summary").ClickAsync();
        await alice.FillAsync("paths", "/inner");
        await alice.Page.GetByLabel("GET").CheckAsync();
        await alice.SendAsync("Make app password");
        await alice.AssertPageAsync("apps-new", "App passwords", focus: null);
        string password = await alice.Page.Locator("#new-password").InnerTextAsync();

        await alice.GoAsync("/account/app-passwords");
        await alice.AssertPageAsync("apps", "App passwords", focus: null);
        Assert.DoesNotContain(password, await alice.Page.ContentAsync(), StringComparison.Ordinal);
        await alice.SendAsync("Remove calendar on my phone");
        Assert.Equal(0, await alice.Page.Locator(".rows li").CountAsync());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Recovery_codes_are_offered_shown_once_and_downloaded(bool withScript)
    {
        await using AccountSite site = await AccountSite.StartAsync(SecondFactorMode.Required);
        await using Visitor alice = await SignedInAsync(site, withScript);
        await GiveAnotherCodeAsync(alice, site);
        await alice.GoAsync("/account");
        await alice.FollowAsync("Make new ones");

        await alice.AssertPageAsync("recovery-codes-offer", "Recovery codes", focus: null);
        await alice.SendAsync("Make new codes");
        await alice.AssertPageAsync("recovery-codes", "Your recovery codes", focus: null);
        string[] codes = [.. await alice.Page.Locator("#codes code").AllInnerTextsAsync()];
        IDownload file = await alice.Page.RunAndWaitForDownloadAsync(() => alice.Page.GetByRole(AriaRole.Button, new() { Name = "Download" }).ClickAsync());

        Assert.Equal("recovery-codes.txt", file.SuggestedFilename);
        string[] expected = [AccountSite.Name, "alice", "2026-05-03", "", .. codes];
        Assert.Equal(expected, await File.ReadAllLinesAsync(await file.PathAsync(), TestContext.Current.CancellationToken));
        await alice.Page.EmulateMediaAsync(new() { Media = Media.Print });
        await Pictures.KeepAsync(alice.Page, "recovery-codes-printed");
        await Assertions.Expect(alice.Page.GetByText(codes[9])).ToBeVisibleAsync();
        await Assertions.Expect(alice.Page.GetByText("Download")).ToBeHiddenAsync();
    }

    /// <summary>What outlives the session wants another code than the one that began it.</summary>
    private static async Task GiveAnotherCodeAsync(Visitor alice, AccountSite site)
    {
        await alice.GoAsync("/account/second-factor?again");
        await alice.GiveCodeAsync(site.NextCode());
    }

    private async Task<Visitor> SignedInAsync(AccountSite site, bool withScript)
    {
        Visitor alice = await Visitor.OpenAsync(chromium, site, "alice", withScript);
        await alice.GoAsync("/");
        await alice.GiveCodeAsync(site.Code);
        return alice;
    }
}
