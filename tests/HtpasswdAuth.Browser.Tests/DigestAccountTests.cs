using System.Text;
using HtpasswdAuth.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace HtpasswdAuth.Browser.Tests;

/// <summary>The account pages where people sign in by Digest.</summary>
public sealed class DigestAccountTests(Chromium chromium)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Password_is_changed_and_the_browser_is_asked_anew(bool withScript)
    {
        await using BrowserSite site = await StartAsync();
        await using Visitor old = await Visitor.OpenAsync(chromium, site, "alice", withScript);
        await old.GoAsync("/account");
        await old.AssertPageAsync("digest-overview", "Your account", focus: null);
        await old.FollowAsync("Change");
        await old.AssertPageAsync("digest-password", "Change password", focus: "currentPassword");
        await old.AssertAutocompleteAsync("username", "current-password", "new-password", "new-password");

        await old.ChangePasswordAsync("wrong", AccountSite.NewPassword);
        await old.AssertPageAsync("digest-password-wrong", "Change password", focus: "error", error: "The current password is not right", status: 422);
        await old.AssertWrongAsync("currentPassword");
        await old.ChangePasswordAsync(AccountSite.Password, AccountSite.NewPassword);
        await old.AssertPageAsync("digest-password-changed", "Password changed", focus: null);
        await Assertions.Expect(old.Page.GetByText("Your browser still remembers the old one and will ask once more.")).ToBeVisibleAsync();

        IResponse? refused = await old.Page.GotoAsync(site.Url + "/");
        Assert.Equal(401, refused!.Status);
        Assert.StartsWith("Digest ", await refused.HeaderValueAsync("www-authenticate"), StringComparison.Ordinal);
        await using Visitor alice = await Visitor.OpenAsync(chromium, site, "alice", withScript, AccountSite.NewPassword);
        await alice.GoAsync("/");
        await alice.AssertHeadingAsync("Inside");
    }

    [Fact]
    public async Task Who_has_not_signed_in_gives_the_name_too()
    {
        await using BrowserSite site = await StartAsync();
        await using Visitor somebody = await Visitor.OpenAsync(chromium, site);
        await somebody.GoAsync("/.well-known/change-password");

        await somebody.AssertPageAsync("digest-password-nobody", "Change password", focus: "userName");
        await somebody.FillAsync("userName", "alice");
        await somebody.ChangePasswordAsync(AccountSite.Password, AccountSite.NewPassword);

        await somebody.AssertHeadingAsync("Password changed");
    }

    private static Task<BrowserSite> StartAsync()
    {
        var directory = new TempDirectory();
        directory.Write("users.htdigest", string.Concat(Line(DigestAlgorithm.Sha256), Line(DigestAlgorithm.Md5)));
        return BrowserSite.StartAsync(
            directory,
            services =>
            {
                services.AddAuthorization(options => options.FallbackPolicy = options.DefaultPolicy);
                services.AddAuthentication().AddHtdigest("users.htdigest", AccountSite.Name);
                services.AddHtpasswdUI(ui => ui.SupportContact = "mailto:help@ferry.example");
            },
            Map);
    }

    private static void Map(WebApplication app)
    {
        app.UseAuthentication().UseAuthorization();
        app.MapHtpasswdPages("/account", HtdigestDefaults.AuthenticationScheme);
        app.MapGet("/", context =>
        {
            context.Response.ContentType = "text/html; charset=utf-8";
            return context.Response.WriteAsync("<!DOCTYPE html><html lang=en><title>Inside</title><main><h1>Inside</h1></main>");
        });
    }

    private static string Line(DigestAlgorithm algorithm)
    {
        byte[] hash = new byte[DigestHash.MaxSize];
        int size = DigestHash.ComputeHa1(algorithm, "alice"u8, Encoding.UTF8.GetBytes(AccountSite.Name), Encoding.UTF8.GetBytes(AccountSite.Password), hash);
        return $"alice:{AccountSite.Name}:{Convert.ToHexStringLower(hash.AsSpan(0, size))}\n";
    }
}
