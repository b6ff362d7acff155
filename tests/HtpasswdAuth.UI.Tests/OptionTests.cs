using AngleSharp.Html.Dom;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace HtpasswdAuth.UI.Tests;

public sealed class OptionTests
{
    [Fact]
    public async Task Site_names_itself_and_whom_to_ask()
    {
        await using var site = new PageSite { Options = options => (options.SiteName, options.SupportContact) = ("Saltmarsh & Co", "mailto:help@example.org?subject=x") };

        IHtmlDocument page = await site.ShowAsync("code");

        Assert.Equal("Authentication code – Saltmarsh & Co", page.Title);
        Assert.Equal("Saltmarsh & Co", page.QuerySelector("header")?.TextContent.Trim());
        Assert.Equal("help@example.org", page.QuerySelector("footer p a[href='mailto:help@example.org?subject=x']")?.TextContent);
    }

    [Fact]
    public async Task Contact_that_is_no_address_is_no_link()
    {
        await using var site = new PageSite { Options = options => options.SupportContact = "javascript:alert(1)" };

        Assert.Empty((await site.ShowAsync("code")).QuerySelectorAll("footer p a"));
    }

    [Fact]
    public async Task Page_and_layout_can_be_the_sites_own()
    {
        await using var site = new PageSite { Options = options => options.ReplacePage<CodePage, OwnCode>().ReplaceLayout<OwnLayout>() };

        IHtmlDocument code = await site.ShowAsync("code", "de");
        IHtmlDocument other = await site.ShowAsync("enrol", "de");

        Assert.Equal("6 digits, alice, de", code.QuerySelector("#own-layout #own")?.TextContent);
        Assert.Equal("Bestätigungscode", code.QuerySelector("h1")?.TextContent);
        Assert.NotNull(other.QuerySelector("#own-layout form"));
    }

    [Fact]
    public async Task Site_adds_a_language_by_resources_of_its_own()
    {
        await using var site = new PageSite
        {
            Options = options =>
            {
                options.UseTexts<OwnTexts>();
                options.Languages.Add("nl");
            },
        };

        IHtmlDocument page = await site.ShowAsync("code", "nl");

        Assert.Equal("nl", page.DocumentElement.GetAttribute("lang"));
        Assert.Equal("Verificatiecode", page.QuerySelector("h1")?.TextContent);
        Assert.Equal("Continue", page.QuerySelector("button")?.TextContent);
        Assert.Equal("Bestätigungscode", (await site.ShowAsync("code", "de")).QuerySelector("h1")?.TextContent);
    }

    [Fact]
    public async Task Everything_that_is_wrong_is_told_at_start()
    {
        await using var site = new PageSite
        {
            Options = options =>
            {
                (options.Logo, options.StyleSheet, options.SiteName, options.DefaultLanguage) = ("logo.exe", "//elsewhere/x.css", " ", "it");
                options.Languages.Add("nl");
                options.Languages.Add("not a tag");
            },
        };

        OptionsValidationException exception = await Assert.ThrowsAsync<OptionsValidationException>(site.StartAsync);

        string[] wrong = ["Logo", "StyleSheet", "SiteName", "DefaultLanguage", "Languages 'nl'", "Languages must be tags"];
        Assert.All(wrong, option => Assert.Contains(exception.Failures, failure => failure.StartsWith($"HtpasswdUIOptions.{option}", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task File_that_is_not_there_is_told_at_start()
    {
        await using var site = new PageSite { Options = options => options.Logo = "logo.svg" };

        Assert.Contains("not there", (await Assert.ThrowsAsync<OptionsValidationException>(site.StartAsync)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pages_that_are_registered_already_stay()
    {
        var own = new RecordedPages();
        await using var site = new PageSite { Services = services => services.AddSingleton<IHtpasswdPages>(own) };

        await site.GetAsync("/show/code");

        Assert.IsType<CodePage>(Assert.Single(own.Shown));
    }

    [Fact]
    public async Task Mapping_without_adding_says_what_to_add()
    {
        WebApplicationBuilder builder = WebApplication.CreateBuilder(["--hostBuilder:reloadConfigOnChange=false"]);
        builder.Services.AddAuthentication().AddHtpasswd("users.htpasswd");
        await using WebApplication app = builder.Build();

        Assert.Contains("AddHtpasswdUI", Assert.Throws<InvalidOperationException>(() => app.MapHtpasswdPages()).Message, StringComparison.Ordinal);
    }

    private sealed class RecordedPages : IHtpasswdPages
    {
        public List<HtpasswdPage> Shown { get; } = [];

        public Task WriteAsync(HttpContext context, HtpasswdPage page)
        {
            Shown.Add(page);
            return Task.CompletedTask;
        }
    }
}
