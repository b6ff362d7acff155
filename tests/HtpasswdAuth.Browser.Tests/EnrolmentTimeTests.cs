using Microsoft.Playwright;

namespace HtpasswdAuth.Browser.Tests;

/// <summary>Who needs long to set up the second factor gets more time, as WCAG 2.2.1 wants, but not without end.</summary>
public sealed class EnrolmentTimeTests(Chromium chromium)
{
    private static readonly TimeSpan NineMinutes = TimeSpan.FromMinutes(9);

    [Fact]
    public async Task Wrong_code_leaves_ten_minutes_for_the_right_one()
    {
        await using AccountSite site = await AccountSite.StartAsync(SecondFactorMode.Required);
        await using Visitor bob = await BeginAsync(site);
        Assert.True(Base32.TryDecode(await bob.Page.Locator("#key").InnerTextAsync(), out byte[]? secret));
        Assert.Equal(site.Time.GetUtcNow().AddMinutes(10), await EndAsync(bob));

        site.Time.Advance(NineMinutes);
        await bob.GiveCodeAsync("000000", "Confirm");
        Assert.Equal(site.Time.GetUtcNow().AddMinutes(10), await EndAsync(bob));
        site.Time.Advance(NineMinutes);
        await bob.GiveCodeAsync(site.CodeOf(secret), "Confirm");

        await bob.AssertHeadingAsync("Your recovery codes");
    }

    [Fact]
    public async Task Time_that_is_over_is_not_given_back()
    {
        await using AccountSite site = await AccountSite.StartAsync(SecondFactorMode.Required);
        await using Visitor bob = await BeginAsync(site);

        site.Time.Advance(TimeSpan.FromMinutes(10));
        await bob.GiveCodeAsync("000000", "Confirm");

        await AssertOverAsync(bob);
    }

    [Fact]
    public async Task Two_hours_are_the_end_however_often_it_was_extended()
    {
        await using AccountSite site = await AccountSite.StartAsync(SecondFactorMode.Required);
        await using Visitor bob = await BeginAsync(site);
        DateTimeOffset last = site.Time.GetUtcNow().AddHours(2);

        for (int extended = 0; extended < 13; extended++)
        {
            site.Time.Advance(NineMinutes);
            await bob.GiveCodeAsync("000000", "Confirm");
            await bob.AssertHeadingAsync("Add this site to your app");
        }

        Assert.Equal(last, await EndAsync(bob));
        site.Time.Advance(last - site.Time.GetUtcNow());
        await bob.GiveCodeAsync("000000", "Confirm");
        await AssertOverAsync(bob);
    }

    private static async Task AssertOverAsync(Visitor visitor)
    {
        await visitor.AssertHeadingAsync("Set up a second factor");
        await Assertions.Expect(visitor.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("That took too long");
    }

    /// <summary>When the page says that it is no longer good.</summary>
    private static async Task<DateTimeOffset> EndAsync(Visitor visitor)
    {
        string? shown = await visitor.Page.Locator("p.hint", new() { HasText = "This page is good until" }).Locator("time").GetAttributeAsync("datetime");
        return DateTimeOffset.Parse(shown!, System.Globalization.CultureInfo.InvariantCulture);
    }

    private async Task<Visitor> BeginAsync(AccountSite site)
    {
        Visitor bob = await Visitor.OpenAsync(chromium, site, "bob", withScript: false);
        await bob.GoAsync("/inner");
        await bob.SendAsync("Begin");
        return bob;
    }
}
