using HtpasswdAuth.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace HtpasswdAuth.Browser.Tests;

/// <summary>The page that makes lines, on a site that has nothing else, as samples/Generator is one.</summary>
public sealed class GeneratorPageTests(Chromium chromium)
{
    private const string Form = "Make a line for a password file";

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Line_is_made_that_lets_its_user_in(bool withScript)
    {
        await using BrowserSite site = await StartAsync();
        await using Visitor somebody = await Visitor.OpenAsync(chromium, site, withScript: withScript);
        await somebody.GoAsync("/");
        await somebody.AssertPageAsync("generator", Form, focus: "userName");
        await somebody.AssertAutocompleteAsync("off", "new-password", "off", "off");

        await MakeAsync(somebody, "bcrypt", "4");

        await somebody.AssertPageAsync("generator-line", "Your line", focus: null);
        string[] line = (await somebody.Page.Locator("#line").InnerTextAsync()).Split(':');
        Assert.Equal("grace", line[0]);
        Assert.StartsWith("$2y$04$", line[1], StringComparison.Ordinal);
        using var directory = new TempDirectory();
        string file = directory.Write("users.htpasswd", string.Join(':', line) + "\n");
        Assert.Equal(0, ExternalTool.Run("htpasswd", ["-vb", file, "grace", AccountSite.Password]).ExitCode);
        Assert.DoesNotContain(AccountSite.Password, await somebody.Page.ContentAsync(), StringComparison.Ordinal);
        Assert.Empty(await somebody.Context.CookiesAsync());
    }

    [Theory]
    [InlineData("des")]
    [InlineData("sha1")]
    [InlineData("digest-md5")]
    public async Task Weak_line_is_said_to_be_weak(string algorithm)
    {
        await using BrowserSite site = await StartAsync();
        await using Visitor somebody = await Visitor.OpenAsync(chromium, site);
        await somebody.GoAsync("/");

        await MakeAsync(somebody, algorithm, cost: "", "eight888");

        await somebody.AssertPageAsync($"generator-{algorithm}", "Your line", focus: null);
        await Assertions.Expect(somebody.Page.GetByRole(AriaRole.Note)).ToContainTextAsync("This line is weak");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Cost_that_is_not_possible_is_marked_and_what_was_typed_stays_but_for_the_password(bool withScript)
    {
        await using BrowserSite site = await StartAsync();
        await using Visitor somebody = await Visitor.OpenAsync(chromium, site, withScript: withScript);
        await somebody.GoAsync("/");

        await MakeAsync(somebody, "bcrypt", "3");

        Assert.Equal("cost", await somebody.Page.Locator("[aria-invalid=true]").GetAttributeAsync("id"));
        string title = await somebody.Page.Locator("#error strong").InnerTextAsync();
        await somebody.AssertPageAsync("generator-refused", Form, focus: "error", error: title.TrimEnd('.'), status: 422);
        await somebody.AssertWrongAsync("cost");
        Assert.Equal("grace", await somebody.Page.InputValueAsync("#userName"));
        Assert.Equal("", await somebody.Page.InputValueAsync("#password"));
    }

    [Fact]
    public async Task Line_is_copied_as_it_stands()
    {
        await using BrowserSite site = await StartAsync();
        await using Visitor somebody = await Visitor.OpenAsync(chromium, site);
        await somebody.Context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        await somebody.GoAsync("/");
        await MakeAsync(somebody, "sha1", cost: "");
        ILocator copy = somebody.Page.Locator("[data-copy=line]");

        await copy.ClickAsync();

        await Assertions.Expect(copy).ToHaveTextAsync("Copied");
        Assert.Equal(await somebody.Page.Locator("#line").InnerTextAsync(), await somebody.Page.EvaluateAsync<string>("navigator.clipboard.readText()"));
    }

    private static async Task MakeAsync(Visitor visitor, string algorithm, string cost, string password = AccountSite.Password)
    {
        await visitor.FillAsync("userName", "grace");
        await visitor.FillAsync("password", password);
        await visitor.Page.SelectOptionAsync("#algorithm", algorithm);
        await visitor.FillAsync("cost", cost);
        await visitor.FillAsync("realm", AccountSite.Name);
        await visitor.SendAsync("Make the line");
    }

    private static Task<BrowserSite> StartAsync() => BrowserSite.StartAsync(
        new TempDirectory(),
        services => services.AddHtpasswdGenerator().AddHtpasswdUI(ui => ui.SiteName = AccountSite.Name),
        app => app.MapHtpasswdGenerator("/"));
}
