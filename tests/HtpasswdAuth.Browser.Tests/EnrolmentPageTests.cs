using HtpasswdAuth.Sqlite;
using HtpasswdAuth.Testing;
using Microsoft.Playwright;

namespace HtpasswdAuth.Browser.Tests;

public sealed class EnrolmentPageTests(Chromium chromium)
{
    private const string Address = "/account/second-factor/enrolment";

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Second_factor_is_set_up_from_a_picture(bool withScript)
    {
        await using AccountSite site = await AccountSite.StartAsync(SecondFactorMode.Required);
        await using Visitor bob = await Visitor.OpenAsync(chromium, site, "bob", withScript);
        await bob.GoAsync("/inner");

        await bob.AssertPageAsync("enrolment", "Set up a second factor", focus: null);
        await bob.SendAsync("Begin");
        await bob.AssertPageAsync("enrolment-secret", "Add this site to your app", focus: null);
        await bob.AssertAutocompleteAsync("one-time-code");
        byte[] secret = await ReadSecretAsync(bob.Page);
        await bob.GiveCodeAsync("000000", "Confirm");
        await bob.AssertPageAsync("enrolment-secret-wrong", "Add this site to your app", focus: "error", error: "That code is not right", status: 422);
        Assert.Equal(secret, await ReadSecretAsync(bob.Page));

        site.Time.Advance(TimeSpan.FromSeconds(1));
        await bob.GiveCodeAsync(site.CodeOf(secret), "Confirm");
        await bob.AssertPageAsync("recovery-codes-new", "Your recovery codes", focus: null);
        Assert.Equal(10, await bob.Page.Locator("#codes li").CountAsync());
    }

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task Picture_can_be_read_from_the_screen_and_says_what_the_link_says(ColorScheme scheme)
    {
        await using AccountSite site = await AccountSite.StartAsync(SecondFactorMode.Required);
        await using Visitor bob = await Visitor.OpenAsync(chromium, site, "bob");
        await bob.GoAsync(Address);
        await bob.SendAsync("Begin");

        string seen = await QrPicture.ReadAsync(bob.Page, scheme);

        Assert.Equal(await LinkAsync(bob.Page), seen);
        Assert.StartsWith("otpauth://totp/Saltmarsh%20Ferry:bob?secret=", seen, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Replacing_needs_a_code_of_the_old_app(bool withScript)
    {
        await using AccountSite site = await AccountSite.StartAsync(SecondFactorMode.Required);
        await using Visitor alice = await Visitor.OpenAsync(chromium, site, "alice", withScript);
        await alice.GoAsync(Address);

        await alice.AssertPageAsync("enrolment-replace", "Set up a second factor", focus: "code");
        await alice.GiveCodeAsync(site.WrongCode, "Begin");
        await alice.AssertPageAsync("enrolment-replace-wrong", "Set up a second factor", focus: "error", error: "That code is not right", status: 422);
        await alice.AssertWrongAsync("code");
        await alice.FollowAsync("I don’t have my phone");
        await alice.AssertPageAsync("enrolment-replace-recovery", "Set up a second factor", focus: "recovery_code");
        site.Time.Advance(TimeSpan.FromSeconds(1));
        await alice.FillAsync("recovery_code", AccountSite.RecoveryCodes[2]);
        await alice.SendAsync("Begin");
        await alice.AssertHeadingAsync("Add this site to your app");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Ticket_is_asked_for_where_the_site_wants_one(bool withScript)
    {
        await using AccountSite site = await AccountSite.StartAsync(SecondFactorMode.Required, options => options.SecondFactor.RequireEnrolmentTicket = true);
        await using Visitor bob = await Visitor.OpenAsync(chromium, site, "bob", withScript);
        await bob.GoAsync("/inner");

        await bob.AssertPageAsync("enrolment-ticket", "Set up a second factor", focus: "ticket");
        await bob.FillAsync("ticket", "ABCD-EFGH");
        await bob.SendAsync("Begin");
        await bob.AssertPageAsync("enrolment-ticket-wrong", "Set up a second factor", focus: "error", error: "That ticket is not right, or has expired", status: 422);
        await bob.AssertWrongAsync("ticket");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Site_that_cannot_save_it_says_so_at_the_beginning(bool withScript)
    {
        ReadOnlyFile? file = null;
        await using AccountSite site = await AccountSite.StartAsync(SecondFactorMode.Required, prepare: directory => file = ReadOnlyAccounts(directory));
        using ReadOnlyFile until = file!;
        await using Visitor bob = await Visitor.OpenAsync(chromium, site, "bob", withScript);

        await bob.GoAsync("/inner");

        const string Title = "The second factor cannot be set up or changed here";
        await bob.AssertPageAsync("notice", Title, focus: "error", error: Title, status: 503);
    }

    /// <summary>A database that its owner has made read-only.</summary>
    private static ReadOnlyFile ReadOnlyAccounts(TempDirectory directory)
    {
        using var database = new HtpasswdAccountDatabase(AccountFiles.Beside(directory.File("users.htpasswd")));
        database.InitializeAsync().GetAwaiter().GetResult();
        return new ReadOnlyFile(database.Path);
    }

    private static async Task<string> LinkAsync(IPage page) => (await page.GetByRole(AriaRole.Link, new() { Name = "Open the app on this device" }).GetAttributeAsync("href"))!;

    private static async Task<byte[]> ReadSecretAsync(IPage page)
    {
        string key = await page.Locator("#key").InnerTextAsync();
        Assert.Matches("^([A-Z2-7]{4} ?)+$", key);
        Assert.Contains($"secret={key.Replace(" ", "", StringComparison.Ordinal)}&", await LinkAsync(page), StringComparison.Ordinal);
        Assert.True(Base32.TryDecode(key, out byte[]? secret));
        return secret;
    }
}
