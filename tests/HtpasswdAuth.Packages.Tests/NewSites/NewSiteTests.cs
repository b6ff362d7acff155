using System.Net;

namespace HtpasswdAuth.Packages.Tests;

/// <summary>The first minutes of somebody who has the packages and nothing else of ours.</summary>
public sealed class NewSiteTests(BuiltSites sites) : IClassFixture<BuiltSites>
{
    private const string Alice = "alice:meadow-1851";

    private static readonly (string Name, string Value)[] Browser = [("Accept", "text/html"), ("Sec-Fetch-Mode", "navigate"), ("Sec-Fetch-Dest", "document")];

    [Fact]
    public async Task Quick_start_of_the_readme_asks_for_a_password_in_a_fresh_web_project()
    {
        sites.AddUser(BuiltSites.QuickStart, "-cbB");
        await using RunningSite site = await sites.RunAsync(BuiltSites.QuickStart);

        Assert.Equal(401, await site.StatusAsync("/"));
        Assert.Equal(401, await site.StatusAsync("/", "alice:wrong"));
        HttpResponseMessage page = await site.GetAsync("/", Alice);
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        Assert.Equal("Hello, alice", await page.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Template_of_a_password_site_lets_nobody_in_until_there_is_a_user()
    {
        await using RunningSite site = await sites.RunAsync(BuiltSites.Password);

        // A file without users is closed: it may have lost them.
        Assert.Equal(503, await site.StatusAsync("/"));
        Assert.Equal(503, await site.StatusAsync("/", Alice));
        Assert.Equal(503, await site.StatusAsync("/healthz"));
        sites.AddUser(BuiltSites.Password);
        await Testing.Eventually.IsTrueAsync(async () => await site.StatusAsync("/", Alice) == 200, "the new user to be known");
        Assert.Equal(401, await site.StatusAsync("/", "alice:wrong"));
    }

    [Fact]
    public async Task Template_with_pages_shows_the_account()
    {
        sites.AddUser(BuiltSites.Pages);
        await using RunningSite site = await sites.RunAsync(BuiltSites.Pages);

        Assert.Equal(401, await site.StatusAsync("/account"));
        HttpResponseMessage account = await site.GetAsync("/account", Alice, Browser);
        Assert.Equal(HttpStatusCode.OK, account.StatusCode);
        Assert.Contains("PagesSite", await account.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Template_with_a_second_factor_leads_a_browser_with_the_password_to_set_it_up_and_no_further()
    {
        sites.AddUser(BuiltSites.SecondFactor);
        await using RunningSite site = await sites.RunAsync(BuiltSites.SecondFactor);

        Assert.Equal(401, await site.StatusAsync("/"));
        Assert.Equal(403, await site.StatusAsync("/", Alice));
        HttpResponseMessage sent = await site.GetAsync("/", Alice, Browser);
        Assert.Equal(HttpStatusCode.Found, sent.StatusCode);
        Assert.Equal("/account/second-factor/enrolment?returnUrl=%2F", sent.Headers.Location!.OriginalString);
        Assert.Equal(HttpStatusCode.OK, (await site.GetAsync(sent.Headers.Location.OriginalString, Alice, Browser)).StatusCode);
    }

    [Fact]
    public async Task Template_of_a_fleet_is_closed_while_there_is_no_database()
    {
        int nobody = Testing.ServerProcess.FreePort();
        sites.MakeKey(BuiltSites.Fleet);
        await using RunningSite site = await sites.RunAsync(
            BuiltSites.Fleet, $"--ConnectionStrings:htpasswd=Host=127.0.0.1;Port={nobody};Database=site;Username=site;Timeout=1");

        Assert.Equal(503, await site.StatusAsync("/"));
        Assert.Equal(503, await site.StatusAsync("/", Alice));
        Assert.Equal(503, await site.StatusAsync("/healthz"));
    }

    [Fact]
    public void Templates_leave_nothing_of_themselves_in_a_site()
    {
        foreach (string site in BuiltSites.All.Except([BuiltSites.QuickStart]))
        {
            string[] files = [sites.FileOf(site, site + ".csproj"), .. new[] { "Program.cs", "README.md", "appsettings.json", ".gitignore" }.Select(name => sites.FileOf(site, name))];
            foreach (string text in files.Select(File.ReadAllText))
            {
                Assert.DoesNotContain("#if", text, StringComparison.Ordinal);
                Assert.DoesNotContain("#e", text, StringComparison.Ordinal);
                Assert.DoesNotContain("HtpasswdSite", text, StringComparison.Ordinal);
                Assert.DoesNotContain("HTPASSWDAUTH-VERSION", text, StringComparison.Ordinal);
                Assert.DoesNotContain("\n\n\n", text, StringComparison.Ordinal);
            }

            Assert.Contains("\n    dotnet run\n", File.ReadAllText(sites.FileOf(site, "README.md")), StringComparison.Ordinal);
            Assert.Equal(site != BuiltSites.Fleet, File.Exists(sites.FileOf(site, "users.htpasswd")));
        }
    }
}
