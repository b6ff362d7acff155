using Microsoft.Playwright;

namespace HtpasswdAuth.Browser.Tests;

public sealed class CodePageTests(Chromium chromium)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Code_opens_the_page_that_was_wanted(bool withScript)
    {
        await using AccountSite site = await AccountSite.StartAsync(SecondFactorMode.Required);
        await using Visitor alice = await Visitor.OpenAsync(chromium, site, "alice", withScript);
        await alice.GoAsync("/inner?a=b%20c");

        await alice.AssertPageAsync("code", "Authentication code", focus: "code");
        await alice.AssertAutocompleteAsync("one-time-code");
        await alice.GiveCodeAsync(site.Code);

        Assert.Equal("/inner?a=b%20c", alice.Path);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Wrong_code_is_told_and_another_soon_after_has_to_wait(bool withScript)
    {
        await using AccountSite site = await AccountSite.StartAsync(SecondFactorMode.Required);
        await using Visitor alice = await Visitor.OpenAsync(chromium, site, "alice", withScript);
        await alice.GoAsync("/inner");

        await alice.GiveCodeAsync(site.WrongCode);
        await alice.AssertPageAsync("code-wrong", "Authentication code", focus: "error", error: "That code is not right", status: 422);
        await alice.AssertWrongAsync("code");
        Assert.Equal("", await alice.Page.InputValueAsync("#code"));

        await alice.GiveCodeAsync(site.Code);
        await alice.AssertPageAsync("code-too-soon", "Authentication code", focus: "error", error: "Too many wrong codes", status: 429);
        await Assertions.Expect(alice.Page.Locator("#error")).ToContainTextAsync(withScript ? "try again at 2:46 PM" : "try again at 13:46 UTC");

        site.Time.Advance(TimeSpan.FromSeconds(1));
        await alice.GiveCodeAsync(site.Code);
        Assert.Equal("/inner", alice.Path);
    }

    [Fact]
    public async Task Code_that_was_used_is_told_from_a_wrong_one()
    {
        await using AccountSite site = await AccountSite.StartAsync(SecondFactorMode.Required);
        await using Visitor first = await Visitor.OpenAsync(chromium, site, "alice");
        await first.GoAsync("/inner");
        await first.GiveCodeAsync(site.Code);
        await using Visitor second = await Visitor.OpenAsync(chromium, site, "alice");
        await second.GoAsync("/inner");

        await second.GiveCodeAsync(site.Code);

        await second.AssertPageAsync("code-used", "Authentication code", focus: "error", error: "That code is invalid or was used already", status: 422);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Recovery_code_does_where_the_phone_is_not_at_hand(bool withScript)
    {
        await using AccountSite site = await AccountSite.StartAsync(SecondFactorMode.Required);
        await using Visitor alice = await Visitor.OpenAsync(chromium, site, "alice", withScript);
        await alice.GoAsync("/inner");

        await alice.FollowAsync("I don’t have my phone");
        await alice.AssertPageAsync("recovery-code", "Recovery code", focus: "recovery_code");
        await alice.FillAsync("recovery_code", "ABCD-EFGH-IJKL-MNOP");
        await alice.SendAsync("Continue");
        await alice.AssertPageAsync("recovery-code-wrong", "Recovery code", focus: "error", error: "That recovery code is not right", status: 422);
        await alice.AssertWrongAsync("recovery_code");

        site.Time.Advance(TimeSpan.FromSeconds(1));
        await alice.FillAsync("recovery_code", AccountSite.RecoveryCodes[1].ToLowerInvariant());
        await alice.SendAsync("Continue");
        Assert.Equal("/inner", alice.Path);
    }
}
