namespace HtpasswdAuth.Tests;

/// <summary>No spelling of a path leads around a rule: what is served is what was asked about.</summary>
public sealed class HtaccessPathTests
{
    [Theory]
    [InlineData("/secret/page.txt")]
    [InlineData("//secret/page.txt")]
    [InlineData("/secret//page.txt")]
    [InlineData("/./secret/./page.txt")]
    [InlineData("/open/../secret/page.txt")]
    [InlineData("/secret/../secret/page.txt")]
    [InlineData("/secret/page.txt/")]
    [InlineData("/secret/page.txt//")]
    [InlineData("/secret/page.txt/.")]
    [InlineData("/secret/page.txt/more")]
    [InlineData("/secret/page.txt ")]
    [InlineData("/secret/page.txt.")]
    [InlineData("/secret/page.txt\0.html")]
    [InlineData("/secret/page.txt%00")]
    [InlineData("/secret%2Fpage.txt")]
    [InlineData("/secret\\page.txt")]
    [InlineData("/SECRET/page.txt")]
    [InlineData("/secret./page.txt")]
    [InlineData("/secret;x/page.txt")]
    [InlineData("/../site/secret/page.txt")]
    [InlineData("/../../../../etc/passwd")]
    [InlineData("/../users")]
    [InlineData("/secret/page.txt::$DATA")]
    [InlineData("/~/secret/page.txt")]
    public async Task Nobody_reaches_the_secret_without_a_password(string path)
    {
        await using var site = new HtaccessScenario { Options = options => options.ServeUnknownFileTypes = true };

        Assert.NotEqual(200, await site.StatusAsync(path));
        Assert.Equal(200, await site.StatusAsync("/secret/page.txt", "alice"));
        Assert.NotEqual(200, await site.StatusAsync(path));
    }

    [Theory]
    [InlineData("/.htaccess")]
    [InlineData("/secret/.htaccess")]
    [InlineData("/secret/.htpasswd")]
    [InlineData("/secret/.HTaccess")]
    [InlineData("//.htaccess")]
    [InlineData("/.htaccess/")]
    [InlineData("/.htaccess/x")]
    [InlineData("/.htdocs/page.txt")]
    public async Task Files_of_httpd_are_never_served(string path)
    {
        await using var site = new HtaccessScenario { Options = options => options.ServeUnknownFileTypes = true };
        site.Write(".htaccess", "Require all granted\n");
        site.Write("secret/.htpasswd", "alice:x\n");
        site.Write(".htdocs/page.txt", "inside\n");

        Assert.Equal(403, await site.StatusAsync(path, "alice"));
    }

    [Fact]
    public async Task User_file_in_the_site_is_not_downloaded()
    {
        await using var site = new HtaccessScenario();
        site.Write("secret/users.txt", $"alice:{TestSite.Sha(TestSite.Password)}\n");
        site.Write("secret/.htaccess", $"AuthType Basic\nAuthName x\nAuthUserFile {site.Root}/secret/users.txt\nRequire valid-user\n");

        Assert.Equal(200, await site.StatusAsync("/secret/page.txt", "alice"));
        Assert.Equal(403, await site.StatusAsync("/secret/users.txt", "alice"));
    }

    [Fact]
    public async Task Link_does_not_lead_around_the_rules_of_the_place_it_leads_to()
    {
        await using var site = new HtaccessScenario();
        site.Write("secret/below/page.txt", "inside\n");
        Directory.CreateSymbolicLink(Path.Combine(site.Root, "link"), Path.Combine(site.Root, "secret", "below"));
        File.CreateSymbolicLink(Path.Combine(site.Root, "link.txt"), "secret/page.txt");

        Assert.Equal(401, await site.StatusAsync("/link/page.txt"));
        Assert.Equal(401, await site.StatusAsync("/link.txt"));
        Assert.Equal(200, await site.StatusAsync("/link.txt", "alice"));
    }

    [Fact]
    public async Task Links_in_a_circle_are_refused()
    {
        await using var site = new HtaccessScenario();
        File.CreateSymbolicLink(Path.Combine(site.Root, "a.txt"), "b.txt");
        File.CreateSymbolicLink(Path.Combine(site.Root, "b.txt"), "a.txt");

        Assert.Equal(500, await site.StatusAsync("/a.txt"));
    }

    [Fact]
    public async Task Rule_for_the_index_file_holds_for_its_folder()
    {
        await using var site = new HtaccessScenario();
        site.Write("home/index.html", "inside\n");
        site.Write("home/.htaccess", "<Files index.html>\nRequire all denied\n</Files>\n");

        Assert.Equal(403, await site.StatusAsync("/home/index.html"));
        Assert.Equal(403, await site.StatusAsync("/home/"));
        Assert.Equal(301, await site.StatusAsync("/home"));
    }

    [Fact]
    public async Task Cached_decision_is_one_for_its_own_path()
    {
        await using var site = new HtaccessScenario();
        Assert.Equal(200, await site.StatusAsync("/secret/page.txt", "alice"));
        Assert.Equal(200, await site.StatusAsync("/secret/page.txt", "alice"));

        Assert.Equal(401, await site.StatusAsync("/secret/page.txt"));
        Assert.Equal(401, await site.StatusAsync("/secret/page.txt", "mallory"));
    }
}
