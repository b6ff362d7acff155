using HtpasswdAuth.Testing;
using Microsoft.Playwright;

namespace HtpasswdAuth.Browser.Tests;

public sealed class PasswordPageTests(Chromium chromium)
{
    private const string Address = "/account/password";

    private const string Wrong = "That new password cannot be used";

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Who_is_signed_in_gives_the_current_and_a_new_password(bool withScript)
    {
        await using AccountSite site = await AccountSite.StartAsync();
        await using Visitor alice = await Visitor.OpenAsync(chromium, site, "alice", withScript);
        await alice.GoAsync("/");
        await alice.FollowAsync("Account");
        await alice.FollowAsync("Change");

        await alice.AssertPageAsync("password", "Change password", focus: "currentPassword");
        await alice.AssertAutocompleteAsync("username", "current-password", "new-password", "new-password");
        await alice.AssertWrongAsync();
        await alice.ChangePasswordAsync(AccountSite.Password, AccountSite.NewPassword);

        await alice.AssertPageAsync("password-changed", "Password changed", focus: null);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Who_is_not_signed_in_gives_the_name_too(bool withScript)
    {
        await using AccountSite site = await AccountSite.StartAsync(SecondFactorMode.WhenEnrolled);
        await using Visitor somebody = await Visitor.OpenAsync(chromium, site, withScript: withScript);
        await somebody.GoAsync(Address);

        await somebody.AssertPageAsync("password-nobody", "Change password", focus: "userName");
        await somebody.AssertAutocompleteAsync("username", "current-password", "new-password", "new-password", "one-time-code");
        await somebody.FillAsync("userName", "bob");
        await somebody.ChangePasswordAsync("wrong", AccountSite.NewPassword);

        await somebody.AssertPageAsync(
            "password-nobody-wrong", "Change password", focus: "error", error: "The user name or the current password is not right", status: 422);
        Assert.Equal("bob", await somebody.Page.InputValueAsync("#userName"));
        await somebody.ChangePasswordAsync(AccountSite.Password, AccountSite.NewPassword);
        await somebody.AssertHeadingAsync("Password changed");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Forced_change_says_why(bool withScript)
    {
        await using AccountSite site = await AccountSite.StartAsync(prepare: directory => directory.Write(AccountSite.StateFile, AccountSite.Forced));
        await using Visitor alice = await Visitor.OpenAsync(chromium, site, "alice", withScript);

        await alice.GoAsync("/inner");

        await alice.AssertPageAsync("password-forced", "Choose a new password", focus: "currentPassword");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Everything_against_a_new_password_is_told_at_once(bool withScript)
    {
        await using AccountSite site = await AccountSite.StartAsync();
        await using Visitor alice = await Visitor.OpenAsync(chromium, site, "alice", withScript);
        await alice.GoAsync("/");
        await alice.GoAsync(Address);

        await alice.ChangePasswordAsync(AccountSite.Password, "alice1");

        await alice.AssertPageAsync("password-refused", "Change password", focus: "error", error: Wrong, status: 422);
        await alice.AssertWrongAsync("newPassword");
        IReadOnlyList<string> reasons = await alice.Page.Locator("#error li").AllInnerTextsAsync();
        Assert.Contains("It is too short: 15 characters are needed. A few words will do, with spaces between them.", reasons);
        Assert.Contains("It contains your user name, which is no secret. Leave the name out.", reasons);
    }

    [Theory]
    [InlineData("wrong", AccountSite.NewPassword, "The current password is not right", "currentPassword")]
    [InlineData(AccountSite.Password, "something else altogether", "The two new passwords differ", "confirmation")]
    public async Task Wrong_field_is_marked(string current, string confirmation, string error, string field)
    {
        await using AccountSite site = await AccountSite.StartAsync();
        await using Visitor alice = await Visitor.OpenAsync(chromium, site, "alice");
        await alice.GoAsync("/");
        await alice.GoAsync(Address);

        await alice.ChangePasswordAsync(current, AccountSite.NewPassword, confirmation);

        await alice.AssertPageAsync($"password-{field}", "Change password", focus: "error", error: error, status: 422);
        await alice.AssertWrongAsync(field);
        Assert.Equal("", await alice.Page.InputValueAsync("#currentPassword") + await alice.Page.InputValueAsync("#newPassword"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Who_has_a_second_factor_gives_a_code(bool withScript)
    {
        await using AccountSite site = await AccountSite.StartAsync(SecondFactorMode.StepUp);
        await using Visitor alice = await Visitor.OpenAsync(chromium, site, "alice", withScript);
        await alice.GoAsync("/");
        await alice.GoAsync(Address);

        await alice.AssertPageAsync("password-with-code", "Change password", focus: "currentPassword");
        await alice.AssertAutocompleteAsync("username", "current-password", "new-password", "new-password", "one-time-code");
        await alice.FillAsync("code", site.WrongCode);
        await alice.ChangePasswordAsync(AccountSite.Password, AccountSite.NewPassword);
        await alice.AssertPageAsync("password-with-wrong-code", "Change password", focus: "error", error: "That code is not right", status: 422);
        await alice.AssertWrongAsync("code");

        await alice.FollowAsync("I don’t have my phone");
        await alice.AssertPageAsync("password-with-recovery-code", "Change password", focus: "currentPassword");
        site.Time.Advance(TimeSpan.FromSeconds(1));
        await alice.FillAsync("recovery_code", AccountSite.RecoveryCodes[0]);
        await alice.ChangePasswordAsync(AccountSite.Password, AccountSite.NewPassword);
        await alice.AssertHeadingAsync("Password changed");
    }

    [Fact]
    public async Task Site_that_cannot_save_it_says_so_and_keeps_the_old_one()
    {
        await using AccountSite site = await AccountSite.StartAsync();
        using var file = new ReadOnlyFile(site.File("users.htpasswd"));
        string before = await site.FingerprintAsync();
        await using Visitor alice = await Visitor.OpenAsync(chromium, site, "alice");
        await alice.GoAsync("/");
        await alice.GoAsync(Address);

        await alice.ChangePasswordAsync(AccountSite.Password, AccountSite.NewPassword);

        await alice.AssertPageAsync("password-read-only", "Change password", focus: "error", error: "Passwords cannot be changed here right now", status: 503);
        Assert.Equal(before, await site.FingerprintAsync());
        IResponse? inner = await alice.Page.GotoAsync(site.Url + "/inner");
        Assert.Equal(200, inner!.Status);
    }
}
