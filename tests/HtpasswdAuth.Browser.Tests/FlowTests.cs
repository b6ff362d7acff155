using Microsoft.Playwright;

namespace HtpasswdAuth.Browser.Tests;

/// <summary>What people do with the browser's own prompt, from beginning to end.</summary>
public sealed class FlowTests(Chromium chromium)
{
    private const string Address = "/account/password";

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task New_password_opens_and_the_old_one_no_longer_does(bool withScript)
    {
        await using AccountSite site = await AccountSite.StartAsync();
        await using Visitor old = await Visitor.OpenAsync(chromium, site, "alice", withScript);
        await old.GoAsync("/inner");
        await old.AssertHeadingAsync("Inner");
        await old.GoAsync(Address);
        await old.ChangePasswordAsync(AccountSite.Password, AccountSite.NewPassword);
        await old.AssertHeadingAsync("Password changed");
        await Assertions.Expect(old.Page.GetByText("Your browser still remembers the old one and will ask once more.")).ToBeVisibleAsync();

        IResponse? refused = await old.Page.GotoAsync(site.Url + "/inner");

        Assert.Equal(401, refused!.Status);
        await using Visitor alice = await Visitor.OpenAsync(chromium, site, "alice", withScript, AccountSite.NewPassword);
        await alice.GoAsync("/inner");
        await alice.AssertHeadingAsync("Inner");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Forced_change_leads_to_the_page_from_anywhere_and_then_where_one_wanted_to_go(bool withScript)
    {
        await using AccountSite site = await AccountSite.StartWithForcedChangeAsync();
        await using Visitor bob = await Visitor.OpenAsync(chromium, site, withScript: withScript);
        await bob.GoAsync("/inner?a=b");
        await bob.SignInAsync("bob");
        foreach (string elsewhere in (string[])["/", "/account", "/account/second-factor/enrolment", "/account/app-passwords", "/inner?a=b"])
        {
            await bob.GoAsync(elsewhere);
            await bob.AssertHeadingAsync("Choose a new password");
        }

        await bob.ChangePasswordAsync(AccountSite.Password, AccountSite.NewPassword);
        await bob.AssertPageAsync("password-changed-form", "Password changed", focus: null);
        await bob.FollowAsync("Continue");

        Assert.Equal("/inner?a=b", bob.Path);
        await bob.AssertHeadingAsync("Inner");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Second_factor_from_enrolling_to_signing_out(bool withScript)
    {
        await using AccountSite site = await AccountSite.StartAsync(SecondFactorMode.Required);
        await using Visitor bob = await Visitor.OpenAsync(chromium, site, "bob", withScript);
        await bob.GoAsync("/inner");
        await bob.SendAsync("Begin");
        Assert.True(Base32.TryDecode(await bob.Page.Locator("#key").InnerTextAsync(), out byte[]? secret));
        await bob.GiveCodeAsync(site.CodeOf(secret), "Confirm");
        string recoveryCode = await bob.Page.Locator("#codes code").First.InnerTextAsync();
        if (withScript)
        {
            await bob.Page.GetByLabel("I have saved these codes").CheckAsync();
        }

        await bob.FollowAsync("Continue");
        Assert.Equal("/inner", bob.Path);
        await SignOutAsync(bob);

        await bob.GoAsync("/inner");
        await bob.AssertHeadingAsync("Authentication code");
        await bob.FollowAsync("I don’t have my phone");
        await bob.FillAsync("recovery_code", recoveryCode);
        await bob.SendAsync("Continue");
        Assert.Equal("/inner", bob.Path);
        await SignOutAsync(bob);

        await bob.GoAsync("/inner");
        await bob.AssertHeadingAsync("Authentication code");
        site.Time.Advance(TimeSpan.FromSeconds(OtpParameters.Default.Period));
        await bob.GiveCodeAsync(site.CodeOf(secret));
        Assert.Equal("/inner", bob.Path);
    }

    [Fact]
    public async Task Password_managers_find_the_page_and_nothing_at_the_name_that_is_not_there()
    {
        await using AccountSite site = await AccountSite.StartAsync(SecondFactorMode.Required);
        await using Visitor somebody = await Visitor.OpenAsync(chromium, site);

        await somebody.GoAsync("/.well-known/change-password");
        Assert.Equal(Address, somebody.Path);
        await somebody.AssertHeadingAsync("Change password");

        IAPIResponse probe = await somebody.Context.APIRequest.GetAsync(site.Url + "/.well-known/resource-that-should-not-exist-whose-status-code-should-not-be-200");
        Assert.Equal(404, probe.Status);
    }

    private static async Task SignOutAsync(Visitor visitor)
    {
        await visitor.GoAsync("/account");
        await visitor.FollowAsync("Sign out");
        await visitor.SendAsync("Sign out");
        await visitor.AssertHeadingAsync("You are signed out");
    }
}
