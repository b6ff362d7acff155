using System.Net;
using AngleSharp.Html.Dom;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;

namespace HtpasswdAuth.UI.Tests;

/// <summary>Where the generator is, what it needs, and how much it does for strangers.</summary>
public sealed class GeneratorMappingTests
{
    [Theory]
    [InlineData("/generator", "")]
    [InlineData("/tools/lines/", "")]
    [InlineData("/", "")]
    [InlineData("/", "/base")]
    [InlineData("/generator", "/base")]
    public async Task Page_loads_its_files_without_accounts_wherever_it_is(string path, string pathBase)
    {
        await using var site = new GeneratorSite { Path = path, PathBase = pathBase };
        using HttpResponseMessage response = await site.GetAsync(pathBase + path);
        IHtmlDocument page = await GeneratorSite.ParseAsync(response);

        using HttpResponseMessage sheet = await site.GetAsync(page.QuerySelector("link[rel=stylesheet]")!.GetAttribute("href")!);
        using HttpResponseMessage script = await site.GetAsync(page.QuerySelector("script")!.GetAttribute("src")!);

        Assert.Equal("text/css", sheet.Content.Headers.ContentType?.MediaType);
        Assert.Equal("text/javascript", script.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task Page_is_open_behind_the_gate_and_beside_the_accounts()
    {
        await using var site = new PageSite { Services = services => services.AddHtpasswdGenerator(), Pipeline = app => app.MapHtpasswdGenerator() };

        using HttpResponseMessage page = await site.GetAsync("/generator");
        using HttpResponseMessage other = await site.GetAsync("/generator/other");

        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, other.StatusCode);
    }

    [Fact]
    public async Task Generator_is_off_unless_it_is_mapped()
    {
        await using var site = new PageSite { Services = services => services.AddHtpasswdGenerator() };

        Assert.Equal(HttpStatusCode.Unauthorized, (await site.GetAsync("/generator")).StatusCode);
    }

    [Theory]
    [InlineData(true, "AddHtpasswdUI()")]
    [InlineData(false, "AddHtpasswdGenerator()")]
    public async Task Mapping_says_what_is_missing(bool hasGenerator, string missing)
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseTestServer();
        builder.Services.AddRouting();
        _ = hasGenerator ? builder.Services.AddHtpasswdGenerator() : builder.Services.AddHtpasswdUI();
        await using WebApplication app = builder.Build();

        Assert.Contains(missing, Assert.Throws<InvalidOperationException>(() => app.MapHtpasswdGenerator()).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("generator")]
    public async Task Path_begins_with_a_slash(string path)
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseTestServer();
        builder.Services.AddRouting().AddHtpasswdGenerator().AddHtpasswdUI();
        await using WebApplication app = builder.Build();

        Assert.Throws<ArgumentException>(() => app.MapHtpasswdGenerator(path));
    }

    [Fact]
    public async Task Whoever_asks_too_often_is_told_when_to_come_again()
    {
        await using var site = new GeneratorSite { Limits = limits => limits.LinesPerMinute = 1 };
        using HttpResponseMessage first = await site.PostAsync(GeneratorSite.Form("sha1"));

        using HttpResponseMessage second = await site.PostAsync(GeneratorSite.Form("sha1"));

        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        Assert.Equal(HttpStatusCode.TooManyRequests, second.StatusCode);
        Assert.InRange(second.Headers.RetryAfter!.Delta!.Value, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1));
        IHtmlDocument page = await GeneratorSite.ParseAsync(second);
        Assert.Contains("Too many lines were asked for.", page.QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);
        Assert.NotNull(page.QuerySelector("[role=alert] time"));
        Assert.Empty(page.QuerySelectorAll("#line"));
    }

    [Fact]
    public async Task While_too_many_wait_the_next_is_told_to_come_again()
    {
        await using var site = new GeneratorSite
        {
            Limits = limits => (limits.MaxConcurrent, limits.MaxQueued, limits.LinesPerMinute, limits.MaxBcryptCost) = (1, 0, 10_000, 17),
        };

        // So that the server runs.
        using HttpResponseMessage form = await site.GetAsync("/generator");

        // All are sent before the first, which takes seconds, can be done.
        HttpResponseMessage[] answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => site.PostAsync(GeneratorSite.Form("bcrypt", ("cost", "15")))));

        HttpResponseMessage refused = answers.First(answer => answer.StatusCode != HttpStatusCode.OK);
        Assert.Contains(answers, answer => answer.StatusCode == HttpStatusCode.OK);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
        Assert.Contains("Too many lines are being made", (await GeneratorSite.ParseAsync(refused)).QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);
    }
}
