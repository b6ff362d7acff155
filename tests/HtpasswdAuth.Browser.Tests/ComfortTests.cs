using Microsoft.Playwright;

namespace HtpasswdAuth.Browser.Tests;

/// <summary>The keyboard alone does, and what the script adds.</summary>
public sealed class ComfortTests(Chromium chromium)
{
    [Fact]
    public async Task Keyboard_alone_leads_through_sign_in_code_and_change()
    {
        await using AccountSite site = await AccountSite.StartWithFormAsync(SecondFactorMode.WhenEnrolled);
        await using Visitor alice = await Visitor.OpenAsync(chromium, site);
        IKeyboard keys = alice.Page.Keyboard;
        await alice.GoAsync("/");
        await TypeAsync(alice, "userName", "alice");
        await TypeAsync(alice, "password", AccountSite.Password);
        await alice.LeaveAsync(() => keys.PressAsync("Enter"));

        // Digits and nothing else: the page sends itself.
        await Assertions.Expect(alice.Page.Locator("#code")).ToBeFocusedAsync();
        await alice.LeaveAsync(() => keys.TypeAsync(site.Code));
        await alice.AssertHeadingAsync("Home");

        await keys.PressAsync("Tab");
        await alice.LeaveAsync(() => keys.PressAsync("Enter"));
        await alice.AssertHeadingAsync("Your account");
        await keys.PressAsync("Tab");
        await Assertions.Expect(alice.Page.GetByRole(AriaRole.Link, new() { Name = "Change", Exact = true })).ToBeFocusedAsync();
        await alice.LeaveAsync(() => keys.PressAsync("Enter"));
        await TypeAsync(alice, "currentPassword", AccountSite.Password);
        await keys.PressAsync("Tab");
        await TypeAsync(alice, "newPassword", AccountSite.NewPassword);
        await keys.PressAsync("Tab");
        await TypeAsync(alice, "confirmation", AccountSite.NewPassword);
        await keys.PressAsync("Tab");
        await TypeAsync(alice, "code", site.NextCode());
        await Assertions.Expect(alice.Page.GetByRole(AriaRole.Button, new() { Name = "Change password" })).ToBeFocusedAsync();
        await alice.LeaveAsync(() => keys.PressAsync("Enter"));

        await alice.AssertHeadingAsync("Password changed");
    }

    [Fact]
    public async Task Password_is_shown_and_hidden_and_sent_hidden()
    {
        await using AccountSite site = await AccountSite.StartWithFormAsync();
        await using Visitor alice = await Visitor.OpenAsync(chromium, site);
        await alice.GoAsync("/inner");
        ILocator show = alice.Page.GetByRole(AriaRole.Button, new() { Name = "Show Password" });
        await alice.FillAsync("password", "see me");
        await Assertions.Expect(show).ToHaveAttributeAsync("aria-pressed", "false");

        await show.ClickAsync();
        await Assertions.Expect(show).ToHaveAttributeAsync("aria-pressed", "true");
        await Assertions.Expect(alice.Page.Locator("#password")).ToHaveAttributeAsync("type", "text");
        await Look.CheckAsync(alice.Page, "sign-in-shown");
        await show.ClickAsync();
        await Assertions.Expect(show).ToHaveAttributeAsync("aria-pressed", "false");
        await Assertions.Expect(alice.Page.Locator("#password")).ToHaveAttributeAsync("type", "password");
    }

    [Fact]
    public async Task Code_is_sent_by_itself_once_and_never_after_an_error()
    {
        await using AccountSite site = await AccountSite.StartAsync(SecondFactorMode.Required);
        await using Visitor alice = await Visitor.OpenAsync(chromium, site, "alice");
        int sent = 0;
        alice.Page.Request += (_, request) => sent += request.Method == "POST" ? 1 : 0;
        await alice.GoAsync("/inner");
        string wrong = site.WrongCode;

        await alice.Page.Keyboard.TypeAsync(wrong[..5]);
        Assert.Equal(0, sent);
        await alice.LeaveAsync(() => alice.Page.Keyboard.TypeAsync(wrong[5..]));
        await alice.AssertHeadingAsync("Authentication code");
        Assert.Equal(1, sent);

        site.Time.Advance(TimeSpan.FromSeconds(1));
        await alice.FillAsync("code", site.Code);

        // Whatever the script had sent would have been under way before this.
        await alice.GoAsync("/account/second-factor");
        Assert.Equal(1, sent);
        await alice.AssertHeadingAsync("Authentication code");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Key_is_copied_where_there_is_a_script(bool withScript)
    {
        await using AccountSite site = await AccountSite.StartAsync(SecondFactorMode.Required);
        await using Visitor bob = await Visitor.OpenAsync(chromium, site, "bob", withScript, settings: options => options.Permissions = ["clipboard-read", "clipboard-write"]);
        await bob.GoAsync("/inner");
        await bob.SendAsync("Begin");
        ILocator copy = bob.Page.Locator("[data-copy]");
        if (!withScript)
        {
            await Assertions.Expect(copy).ToBeHiddenAsync();
            return;
        }

        await copy.ClickAsync();

        await Assertions.Expect(copy).ToHaveTextAsync("Copied");
        Assert.Equal(await bob.Page.Locator("#key").InnerTextAsync(), await bob.Page.EvaluateAsync<string>("navigator.clipboard.readText()"));
    }

    [Fact]
    public async Task Rules_are_ticked_while_one_types()
    {
        await using AccountSite site = await AccountSite.StartAsync();
        await using Visitor somebody = await Visitor.OpenAsync(chromium, site);
        await somebody.GoAsync("/account/password");
        ILocator length = somebody.Page.Locator("[data-rule=length]");
        ILocator same = somebody.Page.Locator("[data-rule=same]");

        await somebody.FillAsync("newPassword", "fourteen chars");
        await Assertions.Expect(length).Not.ToHaveClassAsync("ok");
        await somebody.FillAsync("newPassword", AccountSite.NewPassword);
        await Assertions.Expect(length).ToHaveClassAsync("ok");
        await Assertions.Expect(same).Not.ToHaveClassAsync("ok");
        await somebody.FillAsync("confirmation", AccountSite.NewPassword);
        await Assertions.Expect(same).ToHaveClassAsync("ok");
        await Look.CheckAsync(somebody.Page, "password-rules");
    }

    /// <summary>Types where the focus is, which must be that field, and goes on to the next.</summary>
    private static async Task TypeAsync(Visitor visitor, string field, string text)
    {
        await Assertions.Expect(visitor.Page.Locator("#" + field)).ToBeFocusedAsync();
        await visitor.Page.Keyboard.TypeAsync(text);
        if (field != "password")
        {
            await visitor.Page.Keyboard.PressAsync("Tab");
        }
    }
}
